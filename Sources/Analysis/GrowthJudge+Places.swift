import Syntax

/// Places that add to a container without letting it grow for ever.
extension GrowthJudge {
  /// Whether what is kept is a piece of the program: a class, a function, a module, a pattern. Their number does not grow.
  func isCode(_ value: Node?) -> Bool {
    guard var value else { return false }
    for _ in 0..<3 {
      guard value.kind == .name, let binding = names.symbol(value)?.bindings.last else { break }
      if binding.kind == .function || binding.kind == .class { return true }
      guard let assigned = binding.value else { return false }
      value = assigned
    }
    if value.kind == .lambda { return true }
    guard value.kind == .call, let callee = value.child(.callee) else { return false }
    if let path = names.path(of: callee), GrowthJudge.codeMakers.contains(path) {
      return path != "builtins.type" || value.children(NodeKind.argument).count == 3
    }
    return false
  }

  /// Calls that make a piece of the program.
  public static let codeMakers: Set<String> = [
    "builtins.type", "importlib.import_module", "builtins.__import__", "re.compile", "regex.compile",
    "collections.namedtuple", "enum.Enum", "types.new_class", "builtins.compile", "builtins.getattr",
    "functools.partial", "struct.Struct", "string.Template", "fnmatch.translate", "zoneinfo.ZoneInfo", "pytz.timezone",
    "logging.getLogger", "ctypes.CDLL", "gettext.translation",
  ]

  /// Whether the place only runs for keys that are there, or that are small numbers.
  func replaces(_ growth: LongLivedContainer.Growth, in function: Node) -> Bool {
    guard let key = growth.key else { return false }
    if let value = growth.value, container.form == .dictionary,
      value.subtree.contains(where: { isElement($0, key) })
    {
      return true
    }
    var inner = growth.node
    for around in growth.node.ancestors {
      if around == function { break }
      if around.kind == .if, let condition = around.child(.condition) {
        if inner.role == .body, tests(condition, .in) || limits(condition, key) { return true }
        if inner.role == .alternative, tests(condition, .notIn) { return true }
      }
      if around.kind == .block, refusesNewKeys(around, before: inner) { return true }
      inner = around
    }
    return false
  }

  private func isElement(_ node: Node, _ key: Node) -> Bool {
    guard node.kind == .subscript, let object = node.child(.object), let index = node.child(.index) else { return false }
    return container.isContainer(object, names) && index.bytes.elementsEqual(key.bytes)
  }

  /// `key in container`, `key not in container`.
  private func tests(_ condition: Node, _ test: Operator) -> Bool {
    condition.subtree.contains { node in
      node.kind == .binary && node.operator == test
        && (node.child(.right).map { container.isContainer($0, names) } ?? false)
    }
  }

  /// `if n < LIMIT:` with a part of the key.
  private func limits(_ condition: Node, _ key: Node) -> Bool {
    condition.subtree.contains { node in
      guard node.kind == .binary || node.kind == .comparisonChain,
        node.kind == .comparisonChain
          || [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(node.operator)
      else { return false }
      let compared = node.children.compactMap { names.symbol($0) }
      return key.subtree.contains { part in names.symbol(part).map { symbol in compared.contains { $0 === symbol } } ?? false }
    }
  }

  /// `if key not in container: return` before it.
  private func refusesNewKeys(_ block: Node, before statement: Node) -> Bool {
    block.children.contains { sibling in
      guard sibling.id < statement.id, sibling.kind == .if, let condition = sibling.child(.condition),
        tests(condition, .notIn), let body = sibling.child(.body)
      else { return false }
      return body.children.contains { [.return, .throw, .continue, .break].contains($0.kind) }
    }
  }
}
