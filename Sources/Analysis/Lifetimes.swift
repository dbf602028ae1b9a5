import Syntax

/// What becomes of every connection, cursor and file that a file's functions take.
///
/// A resource is *owned* by the function that takes it, until it is *released* (closed, put back, left by a `with` that
/// does so) or *escapes* (returned, yielded, stored, handed to code that is not in this file). The control-flow graph
/// is followed from the acquisition along every path; paths on which the owner is still the owner at the end are leaks.
///
/// Used by one thread.
public final class Lifetimes {
  public let names: Names
  let vocabulary: ResourceVocabulary
  private var graphs: [Int: FlowGraph] = [:]
  private var factories: [Int: Resource?] = [:]
  private var factoryDepth = 0
  private var summaries: [SummaryKey: Handling] = [:]
  private var flagsOfFunction: [Int: [Symbol]] = [:]
  private var symbolsInClosures: [Int: Bool] = [:]
  /// States that may still be visited in this file beyond those that every walk may visit.
  var budget: Int

  public init(names: Names, vocabulary: ResourceVocabulary) {
    self.names = names
    self.vocabulary = vocabulary
    budget = 50_000 + 5 * names.tree.count
  }

  /// Every resource that is not released on some path, in source order.
  public lazy var leaks: [Leak] = findLeaks()

  /// The control flow of a `function`, `lambda` or `module`.
  public func graph(of body: Node) -> FlowGraph {
    if let known = graphs[body.id] { return known }
    let graph = FlowGraph(of: body) { [unowned self] call in effect(of: call) }
    if !graph.isComplete { names.giveUp(on: body, .paths) }
    graphs[body.id] = graph
    return graph
  }

  // MARK: Acquisitions

  /// What a call takes, itself or through a function of this file that returns what it has taken.
  public func acquired(by call: Node) -> Acquisition? {
    guard call.kind == .call, let callee = call.child(.callee) else { return nil }
    // A method keeps its name wherever its object comes from; looking up where is the dear part.
    let mayTake =
      callee.kind != .member || vocabulary.acquiringNames.contains(callee.lastName) || names.symbol(callee) != nil
    if mayTake, let path = names.path(of: callee), let resource = vocabulary.resource(path: path) {
      if takesNothing(call, resource) { return nil }
      let isAsync = path.lowercased().contains("async")
      return Acquisition(call: call, resource: resource, isProven: true, isAsync: isAsync)
    }
    if let function = names.function(calledBy: call) {
      return factory(function).map { Acquisition(call: call, resource: $0, isProven: true) }
    }
    guard callee.kind == .member, let resource = vocabulary.resource(method: callee.lastName) else { return nil }
    // A wrapper of the same name may well be a context manager of its own.
    if call.parent?.kind == .withItem || call.parent?.parent?.kind == .withItem,
      !(imports(libraryOf: resource) || callee.child(.object)?.looksLikePool == true)
    {
      return nil
    }
    return Acquisition(call: call, resource: resource, isProven: false)
  }

  /// Whether the call takes nothing from the system: `sqlite3.connect(":memory:")`, `ZipFile(BytesIO(data))`, or
  /// `Session(bind=op.get_bind())`, which works on a connection that somebody else owns (`bind=engine` takes one).
  private func takesNothing(_ call: Node, _ resource: Resource) -> Bool {
    for (place, argument) in call.children(NodeKind.argument).enumerated() {
      guard let value = argument.child(.value) else { continue }
      let path = names.path(of: value)
      if place == 0 {
        if value.kind == .string, resource.nothingWith.contains(String(value.text.dropFirst().dropLast())) { return true }
        if let path, resource.nothingWith.contains(path) { return true }
        if resource.category == .file, names.classOfInstance(value) != nil { return true }
      }
      if resource.lenders.contains(argument.child(Role.name)?.text ?? "\(place)"),
        !(path?.hasSuffix("create_engine()") ?? value.text.lowercased().contains("engine"))
      {
        return true
      }
    }
    return isExpectedToFail(call)
  }

  /// `with pytest.raises(...): connect()`.
  private func isExpectedToFail(_ call: Node) -> Bool {
    guard let block = call.parent?.parent, block.kind == .block, let with = block.parent, with.kind == .with else {
      return false
    }
    return with.children(NodeKind.withItem).contains { item in
      ["raises", "assertRaises", "assertRaisesRegex"]
        .contains(item.child(.value)?.child(.callee)?.lastName ?? "")
    }
  }

  private func imports(libraryOf resource: Resource) -> Bool {
    !importedModules.isDisjoint(with: resource.libraries)
  }

  /// Top-level modules that the file names in its imports.
  private lazy var importedModules: Set<String> = {
    var modules: Set<String> = []
    for node in names.tree.root.descendants where node.kind == .importFrom || node.kind == .importItem {
      guard let name = node.child(Role.module) ?? node.child(Role.name) else { continue }
      if node.kind == .importFrom || node.parent?.kind == .import {
        modules.insert(String(name.text.prefix { $0 != "." }))
      }
    }
    return modules
  }()

  /// What a function of this file takes and returns to its caller.
  private func factory(_ function: Node) -> Resource? {
    if let known = factories[function.id] { return known }
    // Factories call factories; nobody writes as many around each other as a stack has room for.
    guard factoryDepth < 32 else {
      names.giveUp(on: function, .paths)
      return nil
    }
    factoryDepth += 1
    defer { factoryDepth -= 1 }
    factories[function.id] = .some(nil)
    guard isPlain(function), let body = function.child(.body) else { return nil }
    var found: Resource?
    for node in names.ownNodes(of: function, .call) where node.isInside(body) {
      guard let acquisition = acquired(by: node) else { continue }
      let fate = fate(of: acquisition, in: function)
      if fate.escapes == .returned, fate.losses.allSatisfy(\.isFailure) {
        found = acquisition.resource
        break
      }
    }
    factories[function.id] = .some(found)
    return found
  }

  /// Whether calling the function runs its body once, each time.
  private func isPlain(_ function: Node) -> Bool {
    let decorators = function.children(NodeKind.decorator).compactMap(\.firstChild)
    return decorators.allSatisfy { ["staticmethod", "classmethod"].contains($0.lastName) }
      && names.ownNodes(of: function, .yield).isEmpty
  }

  // MARK: Leaks

  private func findLeaks() -> [Leak] {
    var leaks: [Leak] = []
    for node in names.tree.root.subtree where node.kind == .call {
      guard let acquisition = acquired(by: node), let function = node.nearest(.function, .lambda),
        function.kind == .function
      else { continue }
      if let leak = leak(of: acquisition, in: function) { leaks.append(leak) }
    }
    return leaks
  }

  private func leak(of acquisition: Acquisition, in function: Node) -> Leak? {
    let strict = fate(of: acquisition, in: function)
    if let leak = Leak(acquisition, function, strict) { return leak }
    // Handed to code out of sight: had that taken it over, the function would not release it later.
    guard strict.escapes == .lent else { return nil }
    let lent = fate(of: acquisition, in: function, lends: true)
    // Not released on an ordinary way out either: then it was handed over, not lent.
    guard lent.isReleased, lent.losses.allSatisfy(\.isFailure) else { return nil }
    return Leak(acquisition, function, lent)
  }

  private func fate(of acquisition: Acquisition, in function: Node, lends: Bool = false) -> Fate {
    guard graph(of: function).isComplete else { return Fate() }
    var paths = ResourcePaths(self, acquisition.resource, in: function, lends: lends)
    paths.isProven = acquisition.isProven
    return paths.follow(acquisition.call)
  }

  // MARK: Callees

  /// What a function of this file does with an argument.
  enum Handling { case borrows, releases, escapes }

  private struct SummaryKey: Hashable {
    let function: Int
    let parameter: String
    let resource: String
  }

  func handling(of parameter: Node, in function: Node, _ resource: Resource) -> Handling {
    guard let name = parameter.child(Role.name) else { return .escapes }
    let key = SummaryKey(function: function.id, parameter: name.text, resource: resource.id)
    if let known = summaries[key] { return known }
    // A recursive call: nothing is known yet.
    summaries[key] = .escapes
    guard isPlain(function), graph(of: function).isComplete, let symbol = names.symbol(name) else {
      return .escapes
    }
    var paths = ResourcePaths(self, resource, in: function, lends: false)
    let fate = paths.follow(parameter: symbol)
    let handling: Handling =
      fate.isUnknown ? .escapes : fate.isReleased ? .releases : fate.escapes.isEmpty ? .borrows : .escapes
    summaries[key] = handling
    return handling
  }

  /// Whether a nested function or lambda uses the variable.
  func isCaptured(_ symbol: Symbol) -> Bool {
    if let known = symbolsInClosures[symbol.number] { return known }
    let home = symbol.scope.function
    let captured = symbol.uses.contains { names.scope(of: $0).function !== home }
    symbolsInClosures[symbol.number] = captured
    return captured
  }

  /// Local variables that only ever get `True`, `False` and `None`: up to 16 of them.
  func flags(of function: Node) -> [Symbol] {
    if let known = flagsOfFunction[function.id] { return known }
    let symbols = names.scope(openedBy: function).map { Array($0.symbols.values) } ?? []
    let flags = symbols.filter { symbol in
      !symbol.bindings.isEmpty
        && symbol.bindings.allSatisfy { $0.kind == .assignment && $0.value?.constantTruth != nil }
    }
    let first = Array(flags.sorted { $0.number < $1.number }.prefix(16))
    flagsOfFunction[function.id] = first
    return first
  }

  // MARK: Effects

  private func effect(of call: Node) -> FlowGraph.CallEffect {
    guard let callee = call.child(.callee) else { return .mayRaise }
    if let path = names.path(of: callee) {
      if vocabulary.exits.contains(path) { return .endsProcess }
      if vocabulary.harmlessCalls.contains(path) { return .harmless }
    } else if callee.kind == .name, names.symbol(callee) == nil {
      let name = "builtins." + callee.text
      if vocabulary.exits.contains(name) { return .endsProcess }
    }
    if callee.kind == .member,
      vocabulary.harmlessMethods.contains(callee.lastName) || vocabulary.keepers.contains(callee.lastName)
    {
      return .harmless
    }
    return .mayRaise
  }
}

extension Node {
  /// `pool`, `self.db_pool`, `get_pool()`.
  fileprivate var looksLikePool: Bool {
    let name = kind == .call ? child(.callee)?.lastName ?? "" : lastName
    return name.lowercased().contains("pool")
  }
}

/// A call that takes a resource.
public struct Acquisition: Sendable {
  public let call: Node
  public let resource: Resource
  /// Whether the library is known, not only the method's name.
  public let isProven: Bool
  /// Whether the library's way to release it is `async with`, by the names of its classes.
  public var isAsync = false
}

/// A resource that some path does not give back.
public struct Leak: Sendable {
  public enum Kind: Sendable {
    /// No path releases it. The node is where the function ends, when one statement says so.
    case neverReleased(end: Node?)
    /// The result of the acquiring call is not even kept.
    case dropped
    /// Released on other paths, but not on the one that ends here.
    case skipped(end: Node?)
    /// Released, unless this fails.
    case failing(Node)
    /// The last variable that held it gets another value.
    case overwritten(Node)
  }

  public let acquisition: Acquisition
  public let kind: Kind
  /// The variable that holds it.
  public let name: String?
  public let function: Node
  /// A `with` around it that ends a transaction and no more.
  public let transaction: Node?
  /// A call that closes it without giving it back.
  public let halfRelease: Node?

  init?(_ acquisition: Acquisition, _ function: Node, _ fate: Fate) {
    guard !fate.isUnknown, let loss = fate.worstLoss(isKept: acquisition.resource.isKept) else { return nil }
    self.acquisition = acquisition
    self.function = function
    name = fate.name
    transaction = fate.transaction
    halfRelease = fate.halfRelease
    switch loss {
    case .end(let end): kind = fate.isReleased || !fate.escapes.isEmpty ? .skipped(end: end) : .neverReleased(end: end)
    case .failure(let node): kind = .failing(node)
    case .overwritten(let node): kind = .overwritten(node)
    case .dropped: kind = .dropped
    }
  }
}

/// What was seen of a resource along all paths.
struct Fate {
  enum Loss {
    case end(Node?)
    case failure(Node)
    case overwritten(Node)
    case dropped

    var isFailure: Bool { if case .failure = self { true } else { false } }
  }

  struct Escapes: OptionSet {
    let rawValue: UInt8
    static let returned = Escapes(rawValue: 1)
    /// Stored where others can reach it.
    static let stored = Escapes(rawValue: 2)
    /// Handed to code that is not in this file, or yielded to whoever iterates.
    static let lent = Escapes(rawValue: 4)
  }

  var name: String?
  var isReleased = false
  var escapes: Escapes = []
  var losses: [Loss] = []
  var transaction: Node?
  var halfRelease: Node?
  /// The search gave up: nothing may be said.
  var isUnknown = false

  /// The loss to tell: an ordinary end before a failure.
  func worstLoss(isKept: Bool) -> Loss? {
    let ordinary = losses.first { !$0.isFailure }
    if let ordinary {
      // A path that gives it away proves less about the others when the garbage collector ends it anyhow.
      return isKept || escapes.isEmpty ? ordinary : nil
    }
    // A function that makes and returns it: an exception on the way is its caller's to see.
    guard isKept || escapes.isEmpty else { return nil }
    return losses.compactMap { loss in if case .failure(let node) = loss { node } else { nil } }
      .min { $0.id < $1.id }.map { .failure($0) }
  }
}
