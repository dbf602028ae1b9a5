import Syntax

/// What the uses of a container do to it.
struct ContainerUses {
  let names: Names
  let form: LongLivedContainer.Form
  private(set) var growths: [LongLivedContainer.Growth] = []
  private(set) var lookups: [Node] = []
  private(set) var symbols: [Symbol] = []
  private(set) var shrinks = false
  private(set) var escapes = false

  init(names: Names, form: LongLivedContainer.Form) {
    self.names = names
    self.form = form
  }

  /// Follows a symbol, and the names that it is assigned to.
  mutating func read(_ symbol: Symbol, depth: Int) {
    guard depth < 4 else {
      escapes = true
      return
    }
    symbols.append(symbol)
    for use in symbol.uses {
      if shrinks || escapes { return }
      read(use, depth: depth)
    }
  }

  /// A new container for the name is the end of the old one, but not where the name was still empty.
  mutating func readRebindings(of symbol: Symbol, after declaration: Binding) {
    for binding in symbol.bindings where binding.node != declaration.node && !isForTests(binding.node) {
      switch binding.kind {
      case .annotation, .augmentedAssignment: continue
      case .assignment where binding.value?.kind == .null && isAtImport(binding.node): continue
      case .assignment where isAtImport(binding.node) && isAtImport(declaration.node): continue
      case .assignment where isFilledOnce(binding.statement, symbol): continue
      default: shrinks = true
      }
    }
  }

  /// Whether only tests call the function around: `reset_for_tests`.
  private func isForTests(_ node: Node) -> Bool {
    guard let name = names.scope(of: node).function?.node.child(Role.name) else { return false }
    return name.text.split(separator: "_").contains { ["test", "tests", "testing"].contains($0) }
  }

  private func isAtImport(_ node: Node) -> Bool { names.scope(of: node).function == nil }

  /// Under `if x is None`, `if not x`.
  private func isFilledOnce(_ statement: Node, _ symbol: Symbol) -> Bool {
    statement.ancestors.prefix { $0.kind != .function }.contains { around in
      guard around.kind == .if, let condition = around.child(.condition) else { return false }
      return condition.subtree.contains { names.symbol($0) === symbol }
    }
  }

  // MARK: One use

  private mutating func read(_ use: Node, depth: Int) {
    guard let parent = use.parent, !isForTests(use) else { return }
    switch (parent.kind, use.role) {
    case (.subscript, .object):
      readElement(parent)
    case (.member, .object):
      readMethod(parent)
    case (.argument, _):
      readArgument(parent)
    case (.assignment, .target):
      if parent.operator != .none { merge(use, parent.child(.value)) }
    case (.assignment, .value):
      readAlias(parent, depth: depth)
    case (.parameter, .defaultValue):
      follow(parent.child(Role.name), depth: depth)
    case (.delete, _):
      shrinks = true
    case (.binary, .right) where parent.operator == .in || parent.operator == .notIn:
      lookups.append(parent)
    case (.binary, _) where parent.operator == .or || parent.operator == .and:
      escapes = escapes || !isTested(parent)
    case (.binary, _), (.comparisonChain, _), (.unary, _), (.forLoop, .iterable), (.comprehensionClause, _),
      (.if, _), (.whileLoop, _), (.conditional, .condition), (.assert, _), (.interpolation, _),
      (.expressionStatement, _), (.spread, _):
      break
    default:
      escapes = true
    }
  }

  private func isTested(_ node: Node) -> Bool {
    guard let parent = node.parent else { return false }
    return node.role == .condition || parent.kind == .unary || parent.kind == .assert
      || parent.kind == .binary && isTested(parent)
  }

  private mutating func readAlias(_ assignment: Node, depth: Int) {
    for target in assignment.children(.target) {
      guard target.kind == .name || target.kind == .member else {
        escapes = true
        return
      }
      follow(target, depth: depth)
    }
  }

  private mutating func follow(_ name: Node?, depth: Int) {
    guard let name, let alias = names.symbol(name), alias.bindings.count == 1 else {
      escapes = true
      return
    }
    read(alias, depth: depth + 1)
  }

  private mutating func readArgument(_ argument: Node) {
    if argument.has(.variadic) || argument.has(.keywordVariadic) { return }
    guard let call = argument.parent, call.kind == .call, let callee = call.child(.callee),
      let path = names.path(of: callee)
    else {
      escapes = true
      return
    }
    if path == "builtins.len" {
      readSize(call)
    } else if !ContainerUses.readers.contains(path) {
      escapes = true
    }
  }

  /// A comparison of the size with anything but zero is a limit.
  private mutating func readSize(_ call: Node) {
    guard let parent = call.parent, parent.kind == .binary || parent.kind == .comparisonChain else { return }
    guard parent.kind == .comparisonChain || parent.operator.isComparison else {
      shrinks = true
      return
    }
    if !parent.children.contains(where: { $0.kind == .number && $0.isText("0") }) { shrinks = true }
  }

  private static let readers: Set<String> = [
    "builtins.list", "builtins.tuple", "builtins.set", "builtins.dict", "builtins.frozenset", "builtins.sorted",
    "builtins.iter", "builtins.enumerate", "builtins.zip", "builtins.map", "builtins.filter", "builtins.any",
    "builtins.all", "builtins.sum", "builtins.min", "builtins.max", "builtins.str", "builtins.repr", "builtins.print",
    "builtins.bool", "builtins.id", "builtins.isinstance", "builtins.type", "builtins.reversed", "builtins.next",
    "builtins.range", "copy.copy", "copy.deepcopy", "json.dumps", "sys.getsizeof", "pprint.pprint",
    "builtins.hasattr", "random.choice", "random.sample",
  ]

  // MARK: Elements

  private mutating func readElement(_ element: Node) {
    guard let parent = element.parent, let index = element.child(.index) else { return }
    if let target = BindingTarget(element) {
      if index.kind == .slice {
        shrinks = true
      } else if form != .list, target.kind != .augmentedAssignment || form == .defaultDictionary || form == .counter {
        if form == .counter { lookups.append(element) }
        if form == .defaultDictionary, target.value.map({ LongLivedContainer.isEmptyDisplay($0) }) == true { shrinks = true }
        grow(element, key: index, value: target.value ?? target.statement.child(.value))
      }
      return
    }
    lookups.append(element)
    switch (parent.kind, element.role) {
    case (.delete, _):
      shrinks = true
    case (.member, .object):
      if let method = parent.child(.property)?.text, ContainerUses.shrinkers.contains(method), parent.role == .callee {
        shrinks = true
      }
    case (.subscript, .object):
      if parent.parent?.kind == .delete { shrinks = true }
      if form == .dictionary, let target = BindingTarget(parent), target.kind != .augmentedAssignment {
        grow(parent, key: parent.child(.index), value: target.value)
      }
    default: break
    }
    if form == .defaultDictionary { grow(element, key: index, value: nil) }
  }

  // MARK: Methods

  private static let shrinkers: Set<String> = [
    "pop", "popitem", "popleft", "clear", "remove", "discard", "difference_update", "intersection_update",
    "symmetric_difference_update", "move_to_end", "__delitem__",
  ]

  private static let neutral: Set<String> = [
    "keys", "values", "items", "copy", "index", "count", "sort", "reverse", "rotate", "union", "intersection",
    "difference", "issubset", "issuperset", "isdisjoint", "most_common", "elements", "total", "__len__", "__iter__",
    "fromkeys",
  ]

  private mutating func readMethod(_ member: Node) {
    guard let name = member.child(.property)?.text else { return }
    guard let call = member.parent, call.kind == .call, member.role == .callee else {
      escapes = escapes || !(ContainerUses.neutral.contains(name) || name == "get")
      return
    }
    let arguments = call.children(NodeKind.argument).compactMap { $0.child(.value) }
    switch name {
    case "get", "__getitem__", "__contains__":
      lookups.append(call)
    case "setdefault", "__setitem__":
      lookups.append(call)
      grow(call, key: arguments.first, value: arguments.dropFirst().first)
    case "add":
      grow(call, key: arguments.first, value: nil)
    case "update":
      merge(call, arguments.first)
    case "append", "appendleft", "extend", "extendleft":
      grow(call, key: nil, value: arguments.first)
    case "insert":
      grow(call, key: nil, value: arguments.last)
    default:
      if ContainerUses.shrinkers.contains(name) {
        shrinks = true
      } else if !ContainerUses.neutral.contains(name) {
        escapes = true
      }
    }
  }

  /// All that another container holds is put in: `d.update({key: value})`, `d |= {key: value}`.
  private mutating func merge(_ node: Node, _ added: Node?) {
    guard form != .list, let added, added.kind == .dictionary || added.kind == .set else {
      return grow(node, key: nil, value: added)
    }
    for element in added.children where element.kind != .spread {
      if element.kind == .pair {
        grow(node, key: element.child(.key), value: element.child(.value))
      } else {
        grow(node, key: element, value: nil)
      }
    }
  }

  private mutating func grow(_ node: Node, key: Node?, value: Node?) {
    let function = names.scope(of: node).function?.node
    growths.append(.init(node: node, key: key, value: value, function: function))
  }
}
