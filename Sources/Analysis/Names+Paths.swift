import Syntax

/// How far a path is followed through calls, members and variables before it counts as unknown.
private let pathLimit = 48

/// One search for the path of an expression: bounded in depth and in all.
struct PathSearch {
  /// Nodes whose path is being worked out.
  var open: Set<Int> = []
  /// Whether a limit or a cycle cut the search short.
  var isCut = false
  /// Nodes without a path that might have had one without the cut.
  var doubtful: [Int] = []
  private var nodesLeft = 512

  mutating func enter(_ node: Node, depth: Int) -> Bool {
    guard depth < pathLimit, nodesLeft > 0 else {
      isCut = true
      return false
    }
    nodesLeft -= 1
    open.insert(node.id)
    return true
  }
}

extension Names {
  /// Where an expression comes from, as a dotted path through imports, assignments and calls. A call's result is its
  /// callee's path with `()`, an element is its container's with `[]`; what this file defines begins with a dot.
  ///
  ///     import psycopg2 as pg
  ///     conn = pg.connect(dsn)
  ///     conn.cursor          psycopg2.connect().cursor
  ///     open                 builtins.open
  ///     Service              .Service
  ///     from . import db     db is ".db", too: this package's
  ///
  /// `with f() as x` gives x the path of `f()`; a parameter with an annotation is an instance of it; a same-file
  /// function's call is what it returns. Nil when it is not known.
  public func path(of expression: Node) -> String? {
    guard expression.tree === tree else { return nil }
    return path(of: expression, depth: 0)
  }

  func path(of node: Node, depth: Int) -> String? {
    if let known = paths[node.id] {
      if known == nil { search.isCut = search.isCut || search.open.contains(node.id) }
      return known
    }
    guard search.enter(node, depth: depth) else { return nil }
    // Whoever comes back here while the answer is worked out goes round in a cycle.
    paths[node.id] = .some(nil)
    let path = findPath(of: node, depth: depth)
    paths[node.id] = .some(path)
    search.open.remove(node.id)
    if path == nil, search.isCut { search.doubtful.append(node.id) }
    if search.open.isEmpty {
      // "Not known" may only mean that this search stopped early: one that begins elsewhere may get further.
      for id in search.doubtful where id != node.id { paths[id] = nil }
      search = PathSearch()
    }
    return path
  }

  private func findPath(of node: Node, depth: Int) -> String? {
    switch node.kind {
    case .name:
      guard let symbol = symbol(node) else { return builtin(node) }
      return path(of: symbol, at: node, depth: depth + 1)
    case .member:
      return memberPath(node, depth: depth)
    case .call:
      return callPath(node, depth: depth)
    case .subscript:
      return node.child(.object).flatMap { path(of: $0, depth: depth + 1) }.map { $0 + "[]" }
    case .await, .interpolation:
      return node.firstChild.flatMap { path(of: $0, depth: depth + 1) }
    case .namedExpression:
      return node.child(.value).flatMap { path(of: $0, depth: depth + 1) }
    case .conditional:
      return alternatives([node.child(.value), node.child(.alternative)], depth: depth)
    case .binary where node.operator == .or:
      return alternatives([node.child(.left), node.child(.right)], depth: depth)
    case .string, .stringConcatenation:
      return node.has(.binary) ? "builtins.bytes()" : "builtins.str()"
    case .list: return "builtins.list()"
    case .tuple: return "builtins.tuple()"
    case .set: return "builtins.set()"
    case .dictionary: return "builtins.dict()"
    case .comprehension:
      if node.has(.dictionary) { return "builtins.dict()" }
      if node.has(.set) { return "builtins.set()" }
      return node.has(.list) ? "builtins.list()" : nil
    default:
      return nil
    }
  }

  private func alternatives(_ nodes: [Node?], depth: Int) -> String? {
    var found: String?
    for case let node? in nodes where node.kind != .null {
      guard let path = path(of: node, depth: depth + 1) else { continue }
      if let found, found != path { return nil }
      found = path
    }
    return found
  }

  private func builtin(_ name: Node) -> String? {
    let text = name.text
    if PythonBuiltins.names.contains(text) { return "builtins." + text }
    guard index.wildcardImports.count == 1, let statement = index.wildcardImports.first else { return nil }
    return modulePath(statement) + "." + text
  }

  // MARK: Symbols

  /// Where a symbol's value comes from, seen from a place that uses it.
  func path(of symbol: Symbol, at use: Node, depth: Int) -> String? {
    for binding in symbol.candidates(at: use, in: scope(of: use)) {
      if let path = path(of: binding, symbol, depth: depth) { return path }
    }
    return nil
  }

  func path(of binding: Binding, _ symbol: Symbol, depth: Int) -> String? {
    switch binding.kind {
    case .importedName:
      return importPath(binding.node)
    case .function, .class:
      return qualifiedName(symbol)
    case .assignment, .typeAlias:
      return binding.value.flatMap { path(of: $0, depth: depth + 1) } ?? annotated(binding, depth: depth)
    case .annotation:
      return annotated(binding, depth: depth)
    case .withTarget:
      return binding.value.flatMap { enteredPath($0, depth: depth + 1) }
    case .parameter:
      return parameterPath(binding, symbol, depth: depth)
    case .exceptTarget:
      return binding.value.flatMap { path(of: $0, depth: depth + 1) }.map { $0 + "()" }
    case .augmentedAssignment, .loopTarget, .comprehensionTarget, .pattern:
      return nil
    }
  }

  /// `.f` for what the module defines, `.C.m` for what a class of it does.
  func qualifiedName(_ symbol: Symbol) -> String {
    var name = symbol.name
    var scope: Scope? = symbol.scope
    while let current = scope {
      if current.kind == .class || current.kind == .function {
        name = (current.node.child(Role.name)?.text ?? "") + "." + name
      }
      scope = current.parent
    }
    return "." + name
  }

  private func parameterPath(_ binding: Binding, _ symbol: Symbol, depth: Int) -> String? {
    if let owner = index.receivers[symbol.number] { return classPath(owner) + "()" }
    guard binding.statement.traits.isDisjoint(with: [.variadic, .keywordVariadic]) else { return nil }
    if let annotated = annotated(binding, depth: depth) { return annotated }
    return nil
  }

  func classPath(_ scope: Scope) -> String {
    guard let name = scope.node.child(Role.name), let symbol = symbol(name) else { return "." }
    return qualifiedName(symbol)
  }

  /// `x: psycopg2.extensions.connection` makes x an instance of that.
  private func annotated(_ binding: Binding, depth: Int) -> String? {
    guard let annotation = binding.statement.child(.annotation) else { return nil }
    return annotationPath(annotation, depth: depth + 1).map { $0 + "()" }
  }

  private func annotationPath(_ annotation: Node, depth: Int) -> String? {
    guard depth < pathLimit else { return nil }
    switch annotation.kind {
    case .binary where annotation.operator == .bitOr:
      let sides = [annotation.child(.left), annotation.child(.right)].compactMap(\.self)
      let known = sides.filter { $0.kind != .null }
      return known.count == 1 ? annotationPath(known[0], depth: depth + 1) : nil
    case .subscript:
      guard let object = annotation.child(.object), let name = path(of: object, depth: depth + 1) else { return nil }
      let index = annotation.child(.index)
      switch name {
      case "typing.Optional", "typing.Annotated", "typing_extensions.Annotated", "typing.Final":
        let first = index?.kind == .tuple ? index?.firstChild : index
        return first.flatMap { annotationPath($0, depth: depth + 1) }
      default:
        return name
      }
    case .name, .member:
      return path(of: annotation, depth: depth + 1)
    default:
      return nil
    }
  }

  private func importPath(_ item: Node) -> String? {
    guard let name = item.child(Role.name)?.text else { return nil }
    guard let statement = item.parent else { return nil }
    if statement.kind == .importFrom {
      let module = modulePath(statement)
      return module.hasSuffix(".") ? module + name : module + "." + name
    }
    return item.child(.alias) != nil ? name : String(name.prefix { $0 != "." })
  }

  /// The module of a `from` import, with its leading dots.
  private func modulePath(_ statement: Node) -> String {
    var path = ""
    let source = tree.source
    for token in statement.firstToken...max(statement.firstToken, statement.lastToken) {
      if let module = statement.child(Role.module), token >= module.firstToken { return path + module.text }
      let text = source[tree.range(ofToken: token)]
      if text.allSatisfy({ $0 == UInt8(ascii: ".") }) {
        path += String(repeating: ".", count: text.count)
      } else if !path.isEmpty, !tree.tokens[token].kind.isTrivia {
        return path
      }
    }
    return path
  }

  // MARK: Members and calls

  private func memberPath(_ node: Node, depth: Int) -> String? {
    guard let object = node.child(.object), let property = node.child(.property) else { return nil }
    if let field = symbol(node) {
      return path(of: field, at: node, depth: depth + 1)
        ?? inheritedPath(field, depth: depth + 1)
    }
    guard let holder = path(of: object, depth: depth + 1) else { return nil }
    if let owner = classScope(instancePath: holder), let field = owner.symbols[property.text] {
      return path(of: field, at: node, depth: depth + 1)
    }
    return holder + "." + property.text
  }

  /// A member that the class itself does not bind: the first base's.
  private func inheritedPath(_ field: Symbol, depth: Int) -> String? {
    guard field.bindings.isEmpty else { return nil }
    for argument in field.scope.node.children(NodeKind.argument) where argument.child(Role.name) == nil {
      guard let base = argument.child(.value), let path = path(of: base, depth: depth + 1) else { continue }
      if let scope = classScope(path: path), let inherited = scope.symbols[field.name] {
        return self.path(of: inherited, at: field.scope.node, depth: depth + 1)
      }
      if !path.hasPrefix(".") { return path + "()." + field.name }
    }
    return classPath(field.scope) + "()." + field.name
  }

  private func callPath(_ node: Node, depth: Int) -> String? {
    guard let callee = node.child(.callee), let path = path(of: callee, depth: depth + 1) else { return nil }
    if path.hasPrefix("."), let function = localFunction(path) {
      if let returned = returnedPath(function, depth: depth + 1) { return returned }
    }
    return path + "()"
  }

  /// What `with value as x` gives to x.
  private func enteredPath(_ value: Node, depth: Int) -> String? {
    guard value.kind == .call, let callee = value.child(.callee),
      let function = path(of: callee, depth: depth + 1)
    else { return path(of: value, depth: depth + 1) }
    switch function {
    case "contextlib.closing", "contextlib.aclosing", "contextlib.nullcontext":
      return value.child(NodeKind.argument)?.child(.value).flatMap { path(of: $0, depth: depth + 1) }
    default:
      if let local = localFunction(function), isContextManager(local) {
        return yieldedPath(local, depth: depth + 1)
      }
      return path(of: value, depth: depth + 1)
    }
  }

  private func isContextManager(_ function: Node) -> Bool {
    function.children(.decorator).contains { decorator in
      guard let expression = decorator.firstChild, let path = path(of: expression) else { return false }
      return path == "contextlib.contextmanager" || path == "contextlib.asynccontextmanager"
    }
  }

  private func yieldedPath(_ function: Node, depth: Int) -> String? {
    agreedPath(ownNodes(of: function, .yield).compactMap { $0.child(.value) }, depth: depth)
  }

  /// What every `return` of a function agrees on; nil for generators and where they differ.
  private func returnedPath(_ function: Node, depth: Int) -> String? {
    if let known = returns[function.id] { return known }
    returns[function.id] = .some(nil)
    guard function.children(.decorator).allSatisfy({ isTransparent($0) }),
      ownNodes(of: function, .yield).isEmpty
    else { return nil }
    let path = agreedPath(ownNodes(of: function, .return).compactMap { $0.child(.value) }, depth: depth)
    returns[function.id] = path == nil && search.isCut ? nil : .some(path)
    return path
  }

  /// Whether a decorator leaves the function's result what it is.
  private func isTransparent(_ decorator: Node) -> Bool {
    guard let expression = decorator.firstChild else { return false }
    let callee = expression.kind == .call ? expression.child(.callee) : expression
    guard let path = callee.flatMap({ path(of: $0) }) else { return false }
    return PythonBuiltins.transparentDecorators.contains(path)
  }

  private func agreedPath(_ values: [Node], depth: Int) -> String? {
    var found: String?
    for value in values where value.kind != .null {
      guard let path = path(of: value, depth: depth + 1) else { return nil }
      if let found, found != path { return nil }
      found = path
    }
    return found
  }

  /// The expressions that a function returns, those of functions inside it aside.
  public func returnedValues(of function: Node) -> [Node] {
    ownNodes(of: function, .return).compactMap { $0.child(.value) }
  }

  /// The nodes of a kind in a function's body that are not in a function inside it.
  func ownNodes(of function: Node, _ kind: NodeKind) -> [Node] {
    guard let body = function.child(.body) else { return [] }
    var found: [Node] = []
    var nodes = body.subtree
    while let node = nodes.next() {
      if node.kind == kind { found.append(node) }
      if node.kind == .function || node.kind == .class || node.kind == .lambda { nodes.skip(node) }
    }
    return found
  }
}

extension Symbol {
  /// The bindings that may hold at a use, likeliest first: in the same scope the nearest before it, else the first ones.
  func candidates(at use: Node, in scope: Scope) -> ArraySlice<Binding> {
    guard bindings.count > 1 else { return bindings[...] }
    let isField = bindings.contains { $0.node.kind == .member } && self.scope.kind == .class
    if !isField, scope === self.scope || scope.kind == .comprehension && scope.function === self.scope.function {
      var low = 0
      var high = bindings.count
      while low < high {
        let middle = (low + high) / 2
        // A name on the left of its own assignment's value comes after that value is known.
        if bindings[middle].node.id < use.id, !use.isInside(bindings[middle].statement) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      var nearest = low - 1
      var steps = 0
      while nearest > 0, steps < 8, bindings[nearest].saysNothing {
        nearest -= 1
        steps += 1
      }
      return nearest >= 0 ? bindings[nearest...nearest] : bindings.prefix(1)
    }
    return bindings.lazy.filter { !$0.saysNothing }.prefix(8).reduce(into: [Binding]()) { $0.append($1) }[...]
  }
}

extension Binding {
  /// `x = None`, `x += y`, `x: T`: another binding says what x is.
  var saysNothing: Bool {
    switch kind {
    case .augmentedAssignment: true
    case .annotation: statement.child(.annotation) == nil
    case .assignment: value?.kind == .null
    default: false
    }
  }
}
