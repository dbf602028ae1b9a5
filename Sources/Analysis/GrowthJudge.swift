import Syntax

/// Tells a cache that grows with traffic from a table that is filled once.
public struct GrowthJudge {
  let container: LongLivedContainer
  let names: Names

  public init(container: LongLivedContainer, names: Names) {
    self.container = container
    self.names = names
  }

  /// Whether the place adds something new with every key, request or event that the program meets.
  public func isUnbounded(_ growth: LongLivedContainer.Growth) -> Bool {
    guard let function = growth.function, !runsAtImport(function), !fillsOnce(growth, in: function) else {
      return false
    }
    if isRegistration(growth, in: function) || isCode(growth.value) || replaces(growth, in: function) { return false }
    guard let key = growth.key else {
      guard container.form == .list, names.isHandler(function), let value = growth.value else { return false }
      return isMade(value) || names.provenance(of: value) == .request
    }
    guard names.domain(of: key).isOpen else { return false }
    if isLookedUp(in: function) { return !warnsOnce(function, key) }
    if names.isHandler(function) { return true }
    return container.form != .set && (isMade(growth.value) || isCounted(growth)) && !comesFromLoop(key) && !isSetUp(function)
  }

  /// Whether the function looks at what is there before it adds: what caches and "seen already" sets do.
  private func isLookedUp(in function: Node) -> Bool {
    container.lookups.contains { $0.isInside(function) }
  }

  /// `hits[address] += 1`: reads what is there, and makes the first entry of a defaultdict or Counter.
  private func isCounted(_ growth: LongLivedContainer.Growth) -> Bool {
    let statement = growth.node.kind == .assignment ? growth.node : growth.node.parent
    return statement?.kind == .assignment && statement?.operator != Operator.none
  }

  /// Whether a value is made on the spot, not handed in by the caller.
  private func isMade(_ value: Node?) -> Bool {
    guard let value else { return false }
    switch value.kind {
    case .call, .await, .dictionary, .binary, .tuple, .list, .comprehension, .string: return true
    case .name:
      guard let binding = names.symbol(value)?.bindings.first else { return false }
      return binding.kind == .assignment && isMade(binding.value)
    default: return false
    }
  }

  // MARK: What is no traffic

  /// Whether a function is only a decorator here, or only called while the module is loaded, or makes classes.
  private func runsAtImport(_ function: Node) -> Bool {
    guard let name = function.child(Role.name) else { return false }
    if ["__init_subclass__", "__set_name__", "__class_getitem__", "__prepare__"].contains(name.text) { return true }
    if isMethodOfMetaclass(function) { return true }
    if let symbol = names.symbol(name), !symbol.uses.isEmpty, symbol.uses.allSatisfy(isImportTime) { return true }
    // What a closure keeps is filled by calls of the function that was made, whenever its maker runs.
    if function.nearest(.function) == container.symbol.scope.node { return false }
    return function.nearest(.function).map(runsAtImport) ?? false
  }

  private func isImportTime(_ use: Node) -> Bool {
    if use.parent?.kind == .decorator || use.nearest(.decorator, .block)?.kind == .decorator { return true }
    return names.scope(of: use).function == nil && use.parent?.kind == .call && use.role == .callee
  }

  private func isMethodOfMetaclass(_ function: Node) -> Bool {
    guard let owner = function.parent?.parent, owner.kind == .class else { return false }
    return owner.children(NodeKind.argument).contains { argument in
      guard let base = argument.child(.value), let path = names.path(of: base) else { return false }
      return path == "builtins.type" || path.hasSuffix("Meta") || path.hasSuffix("EnumType")
    }
  }

  /// Whether the container is filled where it was found empty: `if not table: ...`, `if table: return table`.
  private func fillsOnce(_ growth: LongLivedContainer.Growth, in function: Node) -> Bool {
    function.descendants.contains { statement in
      guard statement.kind == .if, let condition = statement.child(.condition), let body = statement.child(.body) else {
        return false
      }
      if container.isContainer(condition, names) {
        return statement.id < growth.node.id && !growth.node.isInside(statement)
          && body.children.contains { $0.kind == .return }
      }
      guard condition.kind == .unary || condition.operator == .is, let tested = condition.firstChild else { return false }
      return container.isContainer(tested, names) && growth.node.isInside(body)
    }
  }

  /// Whether the function is given what it stores, and gives it back or stores it under its own name: a decorator or a
  /// registry's `register`.
  private func isRegistration(_ growth: LongLivedContainer.Growth, in function: Node) -> Bool {
    if makesDecorator(function) { return true }
    guard let value = growth.value ?? growth.key, let symbol = names.symbol(value),
      symbol.bindings.first?.kind == .parameter
    else { return false }
    if symbol.scope.node != function { return true }
    if names.isReceiver(value) { return true }
    if growth.value != nil, !names.isHandler(function) { return true }
    return returns(symbol, function)
  }

  /// Whether the function defines a function and returns that.
  private func makesDecorator(_ function: Node) -> Bool {
    guard let body = function.child(.body) else { return false }
    return body.children(NodeKind.function).contains { inner in
      guard let name = inner.child(Role.name), let symbol = names.symbol(name) else { return false }
      return symbol.uses.contains { $0.parent?.kind == .return && $0.parent?.parent == body }
    }
  }

  private func returns(_ symbol: Symbol, _ function: Node) -> Bool {
    symbol.uses.contains { $0.parent?.kind == .return && $0.isInside(function) }
  }

  /// Whether the key is a text that the function warns about: those are written in the program.
  private func warnsOnce(_ function: Node, _ key: Node) -> Bool {
    let named = [function.child(Role.name)?.text, container.declaration.text].compactMap { $0?.lowercased() }
    if named.contains(where: { $0.contains("warn") || $0.contains("deprecat") || $0.contains("hint") }) { return true }
    guard container.form == .set else { return false }
    return GrowthJudge.tells(function)
  }

  /// Whether the function warns or logs.
  public static func tells(_ function: Node) -> Bool {
    function.descendants.contains { node in
      guard node.kind == .call else { return false }
      return ["warn", "warning", "warn_explicit", "_warn", "info", "debug", "error", "deprecated", "log"]
        .contains(node.child(.callee)?.lastName ?? "")
    }
  }

  private func comesFromLoop(_ key: Node) -> Bool {
    key.subtree.contains { node in
      guard node.kind == .name, let binding = names.symbol(node)?.bindings.first else { return false }
      return binding.kind == .loopTarget || binding.kind == .comprehensionTarget
    }
  }

  private func isSetUp(_ function: Node) -> Bool {
    let name = function.child(Role.name)?.text ?? ""
    let bare = name.drop { $0 == "_" }
    return ["register", "install", "setup", "set_up", "configure", "init", "load", "main", "add", "set", "define",
      "declare", "build", "import", "create", "read", "parse"].contains { bare.hasPrefix($0) }
  }
}

extension Names {
  /// Whether a parameter is the object that a method is called on.
  public func isInstanceReceiver(_ parameter: Node) -> Bool {
    guard let name = parameter.child(Role.name), isReceiver(name), let function = parameter.parent else { return false }
    if let method = function.child(Role.name), method.isText("__new__") || method.isText("__init_subclass__") { return false }
    return !function.children(.decorator).contains { $0.firstChild?.isText("classmethod") == true }
  }
}

extension ValueDomain {
  public var source: String? {
    if case .open(let source) = self { return source }
    return nil
  }
}
