/// What the calls of libraries mean, by where they come from: see `Names.path(of:)`.
///
/// The data is written in `Rules/vocabulary/`.
public struct Vocabulary: Sendable {
  /// Calls that send SQL to a database.
  public private(set) var queries: [String: QueryCall] = [:]
  /// Methods that send SQL wherever they come from, when their argument reads as SQL; by name.
  public private(set) var queryMethods: [String: QueryCall] = [:]
  /// Calls that give back the SQL text that they are given: `sqlalchemy.text`.
  public private(set) var textCalls: [String: QueryCall] = [:]
  /// Other paths to a thing, by path: `psycopg2.extensions.connection()` is `psycopg2.connect()`.
  private var canonicalPaths: [String: String] = [:]
  /// Last components of the paths above, so that other calls need not be resolved.
  private var callNames: Set<String> = []
  private var textNames: Set<String> = []

  /// A call with SQL among its arguments.
  public struct QueryCall: Sendable, Hashable {
    /// The library, as it is imported.
    public let library: String
    /// Position of the SQL among the arguments.
    public let position: Int
    /// Keyword that may carry it instead.
    public let keywords: [String]

    public init(library: String, position: Int = 0, keywords: [String] = []) {
      self.library = library
      self.position = position
      self.keywords = keywords
    }
  }

  public init() {}

  /// Makes every other path mean the first.
  public mutating func addSynonyms(_ paths: [String]) {
    guard let first = paths.first else { return }
    let canonical = canonical(first)
    for path in paths { canonicalPaths[path] = canonical }
  }

  /// Paths that begin with `*.` are method names that count on any receiver.
  public mutating func addQuery(_ path: String, _ call: QueryCall) {
    if path.hasPrefix("*.") {
      queryMethods[String(path.dropFirst(2))] = call
    } else {
      queries[canonical(path)] = call
    }
    callNames.insert(Vocabulary.lastComponent(path))
  }

  public mutating func addTextCall(_ path: String, _ call: QueryCall) {
    textCalls[canonical(path)] = call
    textNames.insert(Vocabulary.lastComponent(path))
  }

  /// The path with every part of it that has several names called by its first one.
  public func canonical(_ path: String) -> String {
    var result = ""
    var start = path.startIndex
    while true {
      let end = path.utf8[start...].firstIndex(of: UInt8(ascii: ".")) ?? path.endIndex
      if !result.isEmpty { result += "." }
      result += path[start..<end]
      if let known = canonicalPaths[result] { result = known }
      guard end < path.endIndex else { return result }
      start = path.utf8.index(after: end)
    }
  }

  /// The query that a call with this callee sends.
  public func query(_ callee: String) -> QueryCall? { queries[canonical(callee)] }

  /// The SQL text that a call with this callee gives back.
  public func textCall(_ callee: String) -> QueryCall? { textCalls[canonical(callee)] }

  /// Whether a function or method of this name may send SQL.
  public func mayQuery(_ name: String) -> Bool { callNames.contains(name) }

  /// Whether a function of this name may give back the SQL text that it is given.
  func mayBeText(_ name: String) -> Bool { textNames.contains(name) }

  /// The name behind the last dot.
  static func lastComponent(_ path: String) -> String {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path }
    return String(path[path.utf8.index(after: dot)...])
  }
}
