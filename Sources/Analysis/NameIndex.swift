import Syntax

/// Scopes and symbols of a file, laid out by node.
///
/// One walk in preorder gives every node its scope and collects the names; bindings are entered next, since a name
/// bound anywhere in a function is local in all of it; then the uses are resolved, outwards through the scopes.
struct NameIndex {
  private(set) var scopes: [Scope] = []
  private(set) var scopeOfNode: [Int32]
  private(set) var scopeOpenedBy: [Int: Int] = [:]
  private(set) var symbols: [Symbol] = []
  private(set) var symbolOfNode: [Int32]
  /// Modules of `from m import *`.
  private(set) var wildcardImports: [Node] = []
  /// Methods' first parameters, by symbol: the class scope.
  private(set) var receivers: [Int: Scope] = [:]

  private var pending: [(scope: Int32, binding: Binding)] = []
  private var uses: [Node] = []
  private var members: [Node] = []
  /// `global` and `nonlocal` by scope and name.
  private var globals: [Int32: Set<String>] = [:]
  private var nonlocals: [Int32: Set<String>] = [:]

  init(_ tree: Tree) {
    scopeOfNode = Array(repeating: 0, count: tree.count)
    symbolOfNode = Array(repeating: -1, count: tree.count)
    scopes.append(Scope(.module, node: tree.root, parent: nil))
    scopeOpenedBy[0] = 0
    for node in tree.root.descendants { visit(node) }
    enterBindings()
    for use in uses { resolve(use) }
    for member in members { resolveField(member) }
    for symbol in symbols where symbol.bindings.count > 1 {
      symbol.bindings.sort { $0.node.id < $1.node.id }
    }
  }

  // MARK: The walk

  private mutating func visit(_ node: Node) {
    guard let parent = node.parent else { return }
    scopeOfNode[node.id] = scope(of: node, in: parent)
    switch node.kind {
    case .function: open(.function, node)
    case .class: open(.class, node)
    case .lambda: open(.lambda, node)
    case .comprehension: open(.comprehension, node)
    case .name: visitName(node, parent)
    case .member: members.append(node)
    case .importItem: visitImport(node)
    default: break
    }
  }

  private mutating func open(_ kind: Scope.Kind, _ node: Node) {
    scopeOpenedBy[node.id] = scopes.count
    scopes.append(Scope(kind, node: node, parent: scopes[Int(scopeOfNode[node.id])]))
  }

  private func scope(of node: Node, in parent: Node) -> Int32 {
    let outer = scopeOfNode[parent.id]
    switch parent.kind {
    case .function, .lambda, .class:
      return node.role == .body ? opened(by: parent, else: outer) : outer
    case .parameter:
      guard node.role == .name, let function = parent.parent else { return outer }
      return opened(by: function, else: outer)
    case .comprehension:
      return opened(by: parent, else: outer)
    case .comprehensionClause:
      // The first iterable is evaluated outside.
      guard node.role == .iterable, let comprehension = parent.parent,
        comprehension.child(.comprehensionClause) == parent
      else { return outer }
      return scopeOfNode[comprehension.id]
    default:
      return outer
    }
  }

  private func opened(by node: Node, else outer: Int32) -> Int32 {
    scopeOpenedBy[node.id].map { Int32($0) } ?? outer
  }

  private mutating func visitName(_ node: Node, _ parent: Node) {
    switch (parent.kind, node.role) {
    case (.member, .property), (.argument, .name):
      return
    case (.global, _):
      globals[scopeOfNode[node.id], default: []].insert(node.text)
    case (.nonlocal, _):
      nonlocals[scopeOfNode[node.id], default: []].insert(node.text)
    case (.importItem, _), (.importFrom, _):
      return
    case (.parameter, .name):
      bind(.parameter, node, value: parent.child(.defaultValue), parent, in: scopeOfNode[node.id])
    case (.function, .name):
      bind(.function, node, value: parent, parent, in: scopeOfNode[parent.id])
    case (.class, .name):
      bind(.class, node, value: parent, parent, in: scopeOfNode[parent.id])
    case (.typeAlias, .name):
      bind(.typeAlias, node, value: parent.child(.value), parent, in: scopeOfNode[node.id])
    case (.handler, .name):
      bind(.exceptTarget, node, value: parent.child(.type), parent, in: scopeOfNode[parent.id])
    default:
      visitTarget(node)
    }
  }

  /// A name that stands in an expression or a target.
  private mutating func visitTarget(_ node: Node) {
    guard let target = BindingTarget(node) else {
      uses.append(node)
      return
    }
    if target.kind == .augmentedAssignment { uses.append(node) }
    var scope = scopeOfNode[node.id]
    if target.statement.kind == .namedExpression {
      while scopes[Int(scope)].kind == .comprehension, let around = enclosing(scope) { scope = around }
    }
    bind(target.kind, node, value: target.value, target.statement, in: scope)
  }

  private func enclosing(_ scope: Int32) -> Int32? {
    guard scopes[Int(scope)].parent != nil else { return nil }
    return scopeOfNode[scopes[Int(scope)].node.id]
  }

  private mutating func visitImport(_ item: Node) {
    if item.has(.wildcard) {
      if let statement = item.parent { wildcardImports.append(statement) }
      return
    }
    bind(.importedName, item, value: item, item, in: scopeOfNode[item.id])
  }

  private mutating func bind(
    _ kind: Binding.Kind, _ node: Node, value: Node?, _ statement: Node, in scope: Int32
  ) {
    pending.append(
      (scope, Binding(kind: kind, node: node, value: value, statement: statement)))
  }

  // MARK: Symbols

  private mutating func enterBindings() {
    var later: [(scope: Int32, binding: Binding)] = []
    for (scope, binding) in pending {
      let name = binding.boundName
      if nonlocals[scope]?.contains(name) == true {
        later.append((scope, binding))
        continue
      }
      let home = globals[scope]?.contains(name) == true ? 0 : scope
      enter(binding, name, in: scopes[Int(home)])
    }
    for (scope, binding) in later {
      let name = binding.boundName
      var home = scopes[Int(scope)].parent
      while let candidate = home, candidate.kind == .class || candidate.symbols[name] == nil {
        home = candidate.parent
      }
      enter(binding, name, in: home ?? scopes[Int(scope)])
    }
    pending = []
  }

  private mutating func enter(_ binding: Binding, _ name: String, in scope: Scope) {
    let symbol = symbol(name, in: scope)
    symbol.bindings.append(binding)
    symbolOfNode[binding.node.id] = Int32(symbol.number)
    if binding.kind == .parameter, let owner = receiverClass(of: binding.statement) {
      receivers[symbol.number] = owner
    }
  }

  private mutating func symbol(_ name: String, in scope: Scope) -> Symbol {
    if let known = scope.symbols[name] { return known }
    let symbol = Symbol(name, scope: scope, number: symbols.count)
    symbols.append(symbol)
    scope.symbols[name] = symbol
    return symbol
  }

  /// The class whose instance (or which itself) a parameter is: the first of a method that is not static.
  private func receiverClass(of parameter: Node) -> Scope? {
    guard let function = parameter.parent, function.kind == .function,
      let scope = scopeOpenedBy[function.id], let owner = scopes[scope].parent, owner.kind == .class,
      function.child(.parameter) == parameter, parameter.traits.isDisjoint(with: [.variadic, .keywordVariadic]),
      !function.children(.decorator).contains(where: { $0.firstChild?.isText("staticmethod") == true })
    else { return nil }
    return owner
  }

  private mutating func resolve(_ use: Node) {
    guard let symbol = lookUp(use.text, from: scopeOfNode[use.id]) else { return }
    symbol.uses.append(use)
    symbolOfNode[use.id] = Int32(symbol.number)
  }

  private func lookUp(_ name: String, from start: Int32) -> Symbol? {
    if globals[start]?.contains(name) == true { return scopes[0].symbols[name] }
    var scope: Scope? = scopes[Int(start)]
    var isFirst = true
    while let current = scope {
      // A class's names are seen in its own body only, not in its methods.
      if isFirst || current.kind != .class, let symbol = current.symbols[name] { return symbol }
      if !isFirst || current.kind != .comprehension { isFirst = false }
      scope = current.parent
    }
    return nil
  }

  /// `self.x`, `cls.x`, `Class.x`.
  private mutating func resolveField(_ member: Node) {
    guard let object = member.child(.object), object.kind == .name,
      let property = member.child(.property), symbolOfNode[object.id] >= 0
    else { return }
    let holder = symbols[Int(symbolOfNode[object.id])]
    let owner: Scope
    if let receiver = receivers[holder.number] {
      owner = receiver
    } else if let binding = holder.onlyBinding, binding.kind == .class,
      let opened = scopeOpenedBy[binding.statement.id]
    {
      owner = scopes[opened]
    } else {
      return
    }
    let field = symbol(property.text, in: owner)
    symbolOfNode[member.id] = Int32(field.number)
    if let target = BindingTarget(member) {
      field.bindings.append(
        Binding(kind: target.kind, node: member, value: target.value, statement: target.statement))
      if target.kind == .augmentedAssignment { field.uses.append(member) }
    } else {
      field.uses.append(member)
    }
  }
}

/// The construct that gives a value to an expression in target position.
struct BindingTarget {
  let kind: Binding.Kind
  let value: Node?
  let statement: Node

  /// Nil when the node is not a target.
  init?(_ node: Node) {
    // Outwards through `a, (b, *c)`.
    var target = node
    while let parent = target.parent, target.role != .target, parent.isTargetList { target = parent }
    guard let statement = target.parent else { return nil }
    if statement.kind == .pattern {
      guard BindingTarget.captures(node) else { return nil }
      self.init(.pattern, nil, statement)
      return
    }
    guard target.role == .target else { return nil }
    switch statement.kind {
    case .assignment:
      // From the end: a = b = c = ... has as many targets as somebody likes.
      let last = statement.lastChild
      let value = last?.role == .value ? last : nil
      if statement.operator != .none {
        self.init(.augmentedAssignment, value, statement)
      } else if let value {
        self.init(.assignment, BindingTarget.part(of: value, for: node, in: target), statement)
      } else {
        self.init(.annotation, nil, statement)
      }
    case .namedExpression:
      self.init(.assignment, statement.child(.value), statement)
    case .forLoop:
      self.init(.loopTarget, target == node ? statement.child(.iterable) : nil, statement)
    case .comprehensionClause:
      self.init(.comprehensionTarget, target == node ? statement.child(.iterable) : nil, statement)
    case .withItem:
      self.init(.withTarget, target == node ? statement.child(.value) : nil, statement)
    default:
      return nil
    }
  }

  private init(_ kind: Binding.Kind, _ value: Node?, _ statement: Node) {
    self.kind = kind
    self.value = value
    self.statement = statement
  }

  /// The part of an assigned display that goes to a name inside the target list: `1` for `a` in `a, b = 1, 2`.
  private static func part(of value: Node, for node: Node, in list: Node) -> Node? {
    if node == list { return value }
    guard let parent = node.parent, parent.kind != .spread,
      let whole = part(of: value, for: parent, in: list), whole.kind == .tuple || whole.kind == .list,
      let place = parent.firstChildren(partLimit).firstIndex(of: node)
    else { return nil }
    let parts = whole.firstChildren(partLimit)
    guard place < parts.count, !parts[...place].contains(where: { $0.kind == .spread }) else { return nil }
    return parts[place]
  }

  /// Longer target lists are not matched with their values.
  private static let partLimit = 32

  /// Whether a name in a `case` pattern takes a value: names before `(` and keyword names do not.
  private static func captures(_ name: Node) -> Bool {
    guard name.kind == .name, !name.isText("_") else { return false }
    let tokens = name.tree.tokens
    var next = name.lastToken + 1
    while next < tokens.count, tokens[next].kind.isTrivia { next += 1 }
    guard next < tokens.count else { return true }
    let following = name.tree.source[name.tree.range(ofToken: next)].first
    return following != UInt8(ascii: "(") && following != UInt8(ascii: "=") && following != UInt8(ascii: ".")
  }
}

extension Node {
  fileprivate var isTargetList: Bool { kind == .tuple || kind == .list || kind == .spread }

  fileprivate func firstChildren(_ limit: Int) -> [Node] {
    var found: [Node] = []
    for child in children {
      if found.count == limit { break }
      found.append(child)
    }
    return found
  }
}

extension Binding {
  /// The name that is bound: an import binds its alias or the first component of what it imports.
  var boundName: String {
    switch node.kind {
    case .importItem:
      if let alias = node.child(.alias) { return alias.text }
      guard let name = node.child(Role.name) else { return "" }
      return String(name.text.prefix { $0 != "." })
    case .member:
      return node.child(.property)?.text ?? ""
    default:
      return node.text
    }
  }
}
