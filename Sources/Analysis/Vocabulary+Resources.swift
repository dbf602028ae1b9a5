import Syntax

/// A sort of thing that is taken and has to be given back: a pool's connection, a cursor, a file.
public struct Resource: Sendable {
  public enum Category: String, Sendable { case connection, cursor, file }

  public enum WithMeaning: String, Sendable {
    /// `with x:` gives it back at the end.
    case releases
    /// `with x:` ends a transaction and keeps the resource.
    case transaction
    /// It cannot be used in a `with`.
    case nothing
  }

  public let id: String
  public let category: Category
  /// Top-level modules that it comes from.
  public let libraries: Set<String>
  /// Its methods that give it back, and calls that take it back as an argument.
  public let releases: Set<String>
  public let takers: Set<String>
  /// Methods that end it without giving back what it was taken from.
  public let halfReleases: Set<String>
  /// Methods that hand it over to whoever gets the result.
  public let handovers: Set<String>
  /// Methods whose result lives as long as it does and keeps it alive: cursors, results.
  public let children: Set<String>
  /// Its methods that do no input or output.
  public let harmless: Set<String>
  /// First arguments, as texts or paths, with which nothing is taken from the system.
  public let nothingWith: Set<String>
  /// Arguments, by keyword or place, that hand in what is open already: the result owns nothing.
  public let lenders: Set<String>
  public let with: WithMeaning
  /// Whether it stays taken when its variable dies; else the garbage collector ends it.
  public let isKept: Bool
  /// Place in the acquiring call's result, where that is a tuple.
  public let part: Int?
  /// What a message says of it: `never goes back to its pool`, `does not go back to its pool`, and what comes of that.
  public let never: String
  public let fails: String
  public let consequence: String
  /// The same where its `with` has ended the transaction, and where something was written to it.
  public let consequenceAfterWith: String
  public let consequenceOfWriting: String
  /// What to write instead, with `{name}`, `{acquire}` and `{owner}` (the object it is taken from).
  public let fix: String

  init(_ document: Document) {
    func words(_ key: String) -> Set<String> { Set(document.strings(key)) }
    func text(_ key: String) -> String { document.string(key) ?? "" }
    id = document.id
    category = Category(rawValue: text("category")) ?? .connection
    libraries = Set(document.strings("acquired-by").map { String($0.prefix { $0 != "." }) })
    releases = words("released-by")
    takers = words("taken-back-by")
    halfReleases = words("only-closed-by")
    handovers = words("handed-over-by")
    children = words("children")
    harmless = words("harmless")
    lenders = words("lent-by")
    nothingWith = words("nothing-with")
    with = WithMeaning(rawValue: text("with")) ?? .releases
    isKept = document.string("when-dropped") == "kept"
    part = document.string("part").flatMap { Int($0) }
    never = text("never")
    fails = text("fails")
    consequence = text("consequence")
    consequenceAfterWith = document.string("consequence-after-with") ?? text("consequence")
    consequenceOfWriting = document.string("consequence-of-writing") ?? text("consequence")
    fix = text("fix")
  }
}

/// What calls do to resources, from `Rules/vocabulary/resources.yml` and the user's own files of that form.
public struct ResourceVocabulary: Sendable {
  public let resources: [Resource]
  private let byPath: [String: Int]
  private let byMethod: [String: Int]
  /// The last names of the calls that take something.
  let acquiringNames: Set<String>
  /// Calls, by path, that use an argument and let go of it.
  let borrowers: Set<String>
  /// Calls, by path, whose result goes on using an argument.
  let wrappers: Set<String>
  /// Calls, by last name, that see to the release of an argument.
  let keepers: Set<String>
  /// Calls that cannot fail: by path, and methods by name.
  let harmlessCalls: Set<String>
  let harmlessMethods: Set<String>
  /// Methods that keep their resource alive where they are handed on without being called.
  let boundMethods: Set<String>
  /// Calls, by path, that end the process.
  let exits: Set<String>
  /// Decorators, by path, that make a generator a context manager.
  let managers: Set<String>
  /// Properties and methods that say whether a resource is closed, or open.
  let closedFlags: Set<String>
  let openFlags: Set<String>

  public init(_ documents: [Document]) {
    var resources: [Resource] = []
    var byPath: [String: Int] = [:]
    var byMethod: [String: Int] = [:]
    func words(_ key: String) -> Set<String> { Set(documents.flatMap { $0.strings(key) }) }
    for entry in documents.flatMap({ $0.documents("resources") }) {
      for path in entry.strings("acquired-by") { byPath[path] = resources.count }
      for method in entry.strings("acquired-by-any") { byMethod[method] = resources.count }
      resources.append(Resource(entry))
    }
    self.resources = resources
    self.byPath = byPath
    self.byMethod = byMethod
    acquiringNames = Set(byPath.keys.map { String($0.split(separator: ".").last ?? "") })
    borrowers = words("borrowers")
    wrappers = words("wrappers")
    keepers = words("keepers")
    harmlessCalls = words("harmless-calls")
    harmlessMethods = words("harmless-methods")
    boundMethods = words("bound-methods")
    exits = words("exits")
    managers = words("context-managers")
    closedFlags = words("closed-flags")
    openFlags = words("open-flags")
  }

  /// What a call of this path gives, and what a method of this name gives whatever its object.
  func resource(path: String) -> Resource? { byPath[path].map { resources[$0] } }
  func resource(method: String) -> Resource? { byMethod[method].map { resources[$0] } }
}
