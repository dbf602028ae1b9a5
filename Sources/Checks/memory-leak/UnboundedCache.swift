import Analysis
import Syntax

/// Containers and caching decorators that keep what callers bring for as long as the process lives.
enum UnboundedCache {
  static let kinds: [NodeKind] = [.module, .function]

  static func check(_ node: Node, _ context: inout Context) {
    if node.kind == .function, node.child(.decorator) == nil { return }
    guard let names = context.unit.names, !context.unit.isTest, !context.unit.isRunOnce else { return }
    guard node.kind == .module else {
      checkDecorators(of: node, names, &context)
      return
    }
    checkCalls(in: node, names, &context)
    let containers = LongLivedContainer.all(in: names).filter { !$0.shrinks && !$0.escapes && !$0.growths.isEmpty }
    guard !containers.isEmpty, !isScript(node) else { return }
    if containers.count > containerLimit { names.giveUp(on: containers[containerLimit].declaration, .containers) }
    for container in containers.prefix(containerLimit) {
      let judge = GrowthJudge(container: container, names: names)
      guard let growth = container.growths.prefix(growthLimit).first(where: judge.isUnbounded) else {
        if container.growths.count > growthLimit { names.giveUp(on: container.growths[growthLimit].node, .containers) }
        continue
      }
      report(growth, of: container, names, &context)
    }
  }

  /// How many containers of a file are judged, and how many places of one: looking at a place means looking at its whole
  /// function.
  private static let containerLimit = 200
  private static let growthLimit = 30

  // MARK: Containers

  private static func report(
    _ growth: LongLivedContainer.Growth, of container: LongLivedContainer, _ names: Names, _ context: inout Context
  ) {
    let name = container.declaration.text
    let consequence = "and never loses one: the process grows until the OOM killer ends it"
    let message: String
    if let key = growth.key, let source = names.domain(of: key).source {
      let entry = container.form == .set || container.form == .list ? "element" : "entry"
      message = "`\(name)` gains an \(entry) for every new `\(shown(key, else: source))` \(consequence)."
    } else {
      let function = growth.function?.child(Role.name)?.text ?? "the function"
      message = "`\(name)` gains an element with every call of `\(function)` \(consequence)."
    }
    context.report(
      growth.node, message, help: help(container, growth, name),
      related: [(container.declaration, declared(container))])
  }

  private static func shown(_ key: Node, else source: String) -> String {
    let text = key.text
    return text.utf8.count <= 40 && !text.contains("\n") ? text : source
  }

  private static func declared(_ container: LongLivedContainer) -> String {
    switch container.symbol.scope.kind {
    case .class where container.declaration.kind == .member: "belongs to an object that the module keeps"
    case .class: "is an attribute of the class: all instances share it"
    case .function where container.symbol.onlyBinding?.kind == .assignment:
      "is kept by the function that is made here, which lives as long as the process"
    case .function: "a default argument is made once, and every call gets the same one"
    default: "lives as long as the process"
    }
  }

  private static func help(
    _ container: LongLivedContainer, _ growth: LongLivedContainer.Growth, _ name: String
  ) -> String {
    switch container.form {
    case .list:
      return "Bound it: `\(name) = collections.deque(maxlen=1000)` drops the oldest element when a new one comes."
    case .set:
      return "Bound it: keep the elements as keys of `cachetools.TTLCache(maxsize=100_000, ttl=3600)`, or in a store "
        + "that expires them."
    case .dictionary, .defaultDictionary, .counter:
      let cache = "`\(name) = cachetools.TTLCache(maxsize=10_000, ttl=300)`"
      guard container.form != .counter, let function = growth.function, !function.has(.async), function.nearest(.class) == nil,
        let caller = function.child(Role.name)?.text
      else { return "Bound it: \(cache) drops entries that are old or too many." }
      return "Bound it: `@lru_cache(maxsize=10000)` on `\(caller)` in place of `\(name)`, "
        + "or \(cache), which also drops entries that are old."
    }
  }

  /// Whether the file is run to do one thing and ends.
  private static func isScript(_ module: Node) -> Bool {
    module.children(NodeKind.if).contains { statement in
      guard let condition = statement.child(.condition), condition.text.contains("__main__"),
        let body = statement.child(.body)
      else { return false }
      return !body.descendants.contains { $0.kind == .call && serves.contains(lastName($0.child(.callee))) }
    }
  }

  private static let serves: Set<String> = [
    "run", "run_app", "serve", "serve_forever", "run_forever", "run_server", "start", "listen", "start_server",
    "run_polling", "start_polling", "run_until_complete", "infinity_polling",
  ]

  static func lastName(_ callee: Node?) -> String {
    switch callee?.kind {
    case .name: callee?.text ?? ""
    case .member: callee?.child(.property)?.text ?? ""
    default: ""
    }
  }

  // MARK: Decorators

  private static func checkDecorators(of function: Node, _ names: Names, _ context: inout Context) {
    guard let name = function.child(Role.name), names.scope(of: function).function == nil,
      let decorator = function.children(.decorator).first(where: { CacheDecorator($0, names)?.isBounded == false }),
      let parameter = openParameter(of: function, names),
      !isCleared(name, names), !makesCode(function, names)
    else { return }
    let bounded = "`@lru_cache(maxsize=10000)`"
    context.report(
      decorator.firstChild ?? decorator,
      "`\(name.text)` keeps its result for every new `\(parameter)` and never drops one: "
        + "the process grows until the OOM killer ends it.",
      help: "Bound it: \(bounded) keeps the results that were asked for last.",
      related: [(name, "every different set of arguments is an entry of its own")])
  }

  /// `cached = lru_cache(maxsize=None)(load)`, at module level.
  private static func checkCalls(in module: Node, _ names: Names, _ context: inout Context) {
    for assignment in module.children(NodeKind.assignment) {
      guard let call = assignment.child(.value), call.kind == .call, let cache = call.child(.callee),
        CacheDecorator(expression: cache, names)?.isBounded == false,
        let argument = call.child(NodeKind.argument)?.child(.value), let name = assignment.child(.target),
        name.kind == .name, let function = names.symbol(argument)?.onlyBinding, function.kind == .function,
        let parameter = openParameter(of: function.statement, names), !isCleared(name, names),
        !makesCode(function.statement, names)
      else { continue }
      context.report(
        cache,
        "`\(name.text)` keeps its result for every new `\(parameter)` and never drops one: "
          + "the process grows until the OOM killer ends it.",
        help: "Bound it: `lru_cache(maxsize=10000)` keeps the results that were asked for last.",
        related: [(argument, "every different set of arguments is an entry of its own")])
    }
  }

  /// The first parameter that takes as many values as callers bring. Methods keep their object alive as well, which is
  /// a finding of another rule.
  private static func openParameter(of function: Node, _ names: Names) -> String? {
    for parameter in function.children(.parameter) {
      guard let name = parameter.child(Role.name) else { continue }
      if names.isInstanceReceiver(parameter) { return nil }
      if names.domain(of: name).isOpen { return name.text }
    }
    return nil
  }

  /// Whether its results are pieces of the program, or there are none: a function that warns once.
  private static func makesCode(_ function: Node, _ names: Names) -> Bool {
    let values = names.returnedValues(of: function)
    if values.isEmpty { return GrowthJudge.tells(function) }
    return values.allSatisfy { value in
      switch value.kind {
      case .null: return true
      case .name: return names.symbol(value)?.bindings.last.map { $0.kind == .function || $0.kind == .class } ?? false
      case .call:
        guard let callee = value.child(.callee), let path = names.path(of: callee) else { return false }
        return GrowthJudge.codeMakers.contains(path)
      default: return false
      }
    }
  }

  /// Whether the file empties the function's cache.
  private static func isCleared(_ name: Node, _ names: Names) -> Bool {
    names.symbol(name)?.uses.contains { use in
      guard let member = use.parent, member.kind == .member else { return false }
      return member.child(.property)?.isText("cache_clear") == true
    } ?? false
  }
}
