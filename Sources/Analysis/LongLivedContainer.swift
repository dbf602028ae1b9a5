import Syntax

/// A container that lives as long as the process: at module level, an attribute of a class, a default argument, a field
/// of an instance that the module keeps, a variable that a function which the module keeps has caught.
public struct LongLivedContainer {
  public enum Form: Sendable {
    case dictionary
    /// Reading a key that is not there adds it.
    case defaultDictionary
    /// Reading a key that is not there adds nothing; counting it does.
    case counter
    case set, list
  }

  public let symbol: Symbol
  public let form: Form
  /// The binding that makes it.
  public let declaration: Node
  /// Places that put something in, in source order.
  public let growths: [Growth]
  /// Whether some place takes something out, tests the size, or makes a new one.
  public let shrinks: Bool
  /// Whether it goes where this file cannot see what happens to it.
  public let escapes: Bool
  /// The symbol, and the names that it is assigned to.
  public let aliases: [Symbol]
  /// Places that look a key up: `in`, `get`, `[k]`.
  public let lookups: [Node]

  /// A place that puts something in.
  public struct Growth {
    /// The subscript or call that does it.
    public let node: Node
    /// The key, or the element of a set.
    public let key: Node?
    public let value: Node?
    /// The function around; nil at module level.
    public let function: Node?
  }

  /// The containers of a file that functions may put things into.
  public static func all(in names: Names) -> [LongLivedContainer] {
    names.symbols.compactMap { LongLivedContainer($0, names) }
  }

  private init?(_ symbol: Symbol, _ names: Names) {
    guard let (binding, form) = LongLivedContainer.declaration(symbol, names) else { return nil }
    var reader = ContainerUses(names: names, form: form)
    reader.readRebindings(of: symbol, after: binding)
    reader.read(symbol, depth: 0)
    self.symbol = symbol
    self.form = form
    declaration = binding.node
    growths = reader.growths.sorted { $0.node.id < $1.node.id }
    shrinks = reader.shrinks
    escapes = reader.escapes
    lookups = reader.lookups
    aliases = reader.symbols
  }

  /// Whether an expression is the container, by whatever name.
  public func isContainer(_ node: Node, _ names: Names) -> Bool {
    names.symbol(node).map { symbol in aliases.contains { $0 === symbol } } ?? false
  }

  static func isEmptyDisplay(_ value: Node) -> Bool {
    (value.kind == .list || value.kind == .dictionary) && value.firstChild == nil
  }

  private static func declaration(_ symbol: Symbol, _ names: Names) -> (Binding, Form)? {
    switch symbol.scope.kind {
    case .module:
      return firstContainer(symbol.bindings.lazy.filter { $0.kind == .assignment && $0.node.kind == .name }, names)
    case .class:
      let onInstance = symbol.bindings.filter { $0.node.kind == .member }
      if onInstance.isEmpty {
        guard !keepsDefaultsPerInstance(symbol.scope.node, names) else { return nil }
        return firstContainer(symbol.bindings.lazy.filter { $0.kind == .assignment }, names)
      }
      guard isKeptByModule(symbol.scope, names) else { return nil }
      return firstContainer(
        onInstance.lazy.filter { names.scope(of: $0.node).function?.node.child(Role.name)?.isText("__init__") == true },
        names)
    case .function:
      if let binding = symbol.onlyBinding, binding.kind == .assignment, binding.node.kind == .name {
        guard isKeptByClosure(symbol, names), let value = binding.value, let form = form(of: value, names) else {
          return nil
        }
        return (binding, form)
      }
      // The default of a function inside a function ends with that.
      guard symbol.scope.parent?.function == nil,
        let only = symbol.onlyBinding, only.kind == .parameter, let value = only.value,
        let form = form(of: value, names)
      else { return nil }
      return (only, form)
    case .lambda, .comprehension:
      return nil
    }
  }

  private static func firstContainer(
    _ bindings: some Sequence<Binding>, _ names: Names
  ) -> (Binding, Form)? {
    for binding in bindings {
      if let value = binding.value, let form = form(of: value, names) { return (binding, form) }
    }
    return nil
  }

  /// Models and records copy their class attributes into every instance.
  private static func keepsDefaultsPerInstance(_ node: Node, _ names: Names) -> Bool {
    let isRecord = node.children(.decorator).contains { $0.text.contains("dataclass") || $0.text.contains("attr") }
    return isRecord || node.children(NodeKind.argument).contains { argument in
      guard let base = argument.child(.value), let path = names.path(of: base) else { return false }
      return ["BaseModel", "BaseSettings", "SQLModel", "Struct", "Enum", "IntEnum", "StrEnum", "TypedDict", "NamedTuple"]
        .contains(Vocabulary.lastComponent(path))
    }
  }

  /// Whether the module binds an instance of the class.
  public static func isKeptByModule(_ scope: Scope, _ names: Names) -> Bool {
    guard let name = scope.node.child(Role.name), let symbol = names.symbol(name) else { return false }
    return symbol.uses.contains { use in
      guard let call = use.parent, call.kind == .call, use.role == .callee,
        let assignment = call.parent, assignment.kind == .assignment
      else { return false }
      return names.scope(of: assignment).kind == .module
    }
  }

  /// Whether a variable of a function belongs to the function inside that it returns, and the module keeps that: as
  /// `f = make()`, or by decorating with it.
  private static func isKeptByClosure(_ symbol: Symbol, _ names: Names) -> Bool {
    let maker = symbol.scope.node
    guard maker.kind == .function, symbol.scope.parent?.function == nil, let name = maker.child(Role.name),
      let body = maker.child(.body), let made = names.symbol(name)
    else { return false }
    let inner = body.children(NodeKind.function).filter { inner in
      guard let name = inner.child(Role.name), let symbol = names.symbol(name) else { return false }
      return symbol.uses.contains { $0.parent?.kind == .return && $0.parent?.parent == body }
    }
    guard inner.contains(where: { function in symbol.uses.contains { $0.isInside(function) } }) else { return false }
    return isDecorator(maker, calling: inner, names)
      || made.uses.contains { use in
        guard names.scope(of: use).function == nil else { return false }
        if use.parent?.kind == .decorator { return true }
        guard let call = use.parent, call.kind == .call, use.role == .callee else { return false }
        return call.parent?.kind == .decorator || call.parent?.kind == .assignment
      }
  }

  /// Whether a function takes one function, and the function that it returns calls that.
  private static func isDecorator(_ maker: Node, calling inner: [Node], _ names: Names) -> Bool {
    let parameters = maker.children(.parameter)
    guard let only = parameters.first, parameters.count == 1, let name = only.child(Role.name),
      let wrapped = names.symbol(name)
    else { return false }
    return wrapped.uses.contains { use in
      use.role == .callee && inner.contains { use.isInside($0) }
    }
  }

  static func form(of value: Node, _ names: Names) -> Form? {
    switch value.kind {
    case .dictionary: return .dictionary
    case .list: return .list
    case .set: return .set
    case .comprehension:
      if value.has(.dictionary) { return .dictionary }
      if value.has(.set) { return .set }
      return value.has(.list) ? .list : nil
    case .call:
      guard let callee = value.child(.callee), let path = names.path(of: callee) else { return nil }
      switch path {
      case "builtins.dict", "collections.OrderedDict", "builtins.dict.fromkeys": return .dictionary
      case "collections.defaultdict": return value.child(NodeKind.argument) == nil ? .dictionary : .defaultDictionary
      case "collections.Counter": return .counter
      case "builtins.list": return .list
      case "builtins.set": return .set
      case "collections.deque":
        let arguments = value.children(NodeKind.argument)
        return arguments.count < 2 && arguments.allSatisfy { $0.child(Role.name) == nil } ? .list : nil
      default: return nil
      }
    default: return nil
    }
  }
}
