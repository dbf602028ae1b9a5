import Syntax

/// How many different values an expression may take while the program runs.
public enum ValueDomain: Equatable, Sendable {
  /// As many as the program's text has: constants, types, functions, modules.
  case finite
  /// As many as callers bring: an argument, a time, a new identifier. `source` is its text.
  case open(source: String)
  case unknown

  /// Whether it grows with what the program is given.
  public var isOpen: Bool {
    if case .open = self { return true }
    return false
  }

  /// Of an expression of several parts.
  static func join(_ parts: some Sequence<ValueDomain>) -> ValueDomain {
    var joined = ValueDomain.finite
    for part in parts {
      if part.isOpen { return part }
      if part == .unknown { joined = .unknown }
    }
    return joined
  }
}

extension Names {
  /// How many different values an expression may take. Bounded effort: what takes long to find out is unknown.
  public func domain(of expression: Node) -> ValueDomain {
    var reader = DomainReader(names: self)
    return reader.domain(of: expression, depth: 0)
  }
}

private struct DomainReader {
  let names: Names
  private var stepsLeft = 200

  init(names: Names) { self.names = names }

  mutating func domain(of node: Node, depth: Int) -> ValueDomain {
    stepsLeft -= 1
    guard depth < 12, stepsLeft > 0 else { return .unknown }
    switch node.kind {
    case .number, .boolean, .null, .ellipsis, .lambda:
      return .finite
    case .string, .stringConcatenation:
      return join(node.descendants.filter { $0.kind == .interpolation && $0.parent?.parent?.kind != .interpolation }
        .compactMap { $0.child(.value) }, depth)
    case .name:
      return nameDomain(node, depth)
    case .member:
      return memberDomain(node, depth)
    case .subscript:
      return subscriptDomain(node, depth)
    case .call:
      return callDomain(node, depth)
    case .unary where node.operator == .not:
      return .finite
    case .binary where node.operator.isComparison || [.in, .notIn, .is, .isNot].contains(node.operator):
      return .finite
    case .binary where node.operator == .modulo && node.child(.left)?.kind != .string:
      if let right = node.child(.right), domain(of: right, depth: depth + 1) == .finite { return .finite }
      return join(Array(node.children), depth)
    case .conditional:
      return join([node.child(.value), node.child(.alternative)].compactMap(\.self), depth)
    case .tuple, .list, .set, .dictionary, .pair, .spread, .binary, .unary, .await, .slice:
      return join(Array(node.children), depth)
    case .namedExpression:
      return node.child(.value).map { domain(of: $0, depth: depth + 1) } ?? .unknown
    case .comprehension:
      return join(node.children(.comprehensionClause).compactMap { $0.child(.iterable) }, depth)
    default:
      return .unknown
    }
  }

  private mutating func join(_ nodes: [Node], _ depth: Int) -> ValueDomain {
    var joined = ValueDomain.finite
    for node in nodes {
      let part = domain(of: node, depth: depth + 1)
      if part.isOpen { return part }
      joined = .join([joined, part])
    }
    return joined
  }

  // MARK: Names

  private mutating func nameDomain(_ node: Node, _ depth: Int) -> ValueDomain {
    guard let symbol = names.symbol(node) else { return .finite }
    let bindings = symbol.candidates(at: node, in: names.scope(of: node))
    guard let binding = bindings.first else { return .unknown }
    switch binding.kind {
    case .importedName, .function, .class, .typeAlias:
      return .finite
    case .parameter:
      return parameterDomain(binding, symbol, depth)
    case .assignment:
      // A module's variable is set by its few assignments.
      if symbol.scope.kind == .module, names.scope(of: binding.node).function == nil { return .finite }
      if ProgramParts.holds(symbol.name), !isInHandler(node) { return .finite }
      return binding.value.map { domain(of: $0, depth: depth + 1) } ?? partDomain(binding, depth)
    case .loopTarget, .comprehensionTarget:
      guard let iterable = binding.statement.child(.iterable) else { return .unknown }
      return domain(of: iterable, depth: depth + 1)
    case .withTarget, .exceptTarget, .augmentedAssignment, .pattern, .annotation:
      return .unknown
    }
  }

  private func isInHandler(_ node: Node) -> Bool {
    names.scope(of: node).function.map { $0.kind == .function && names.isHandler($0.node) } ?? false
  }

  /// `a, b = value`.
  private mutating func partDomain(_ binding: Binding, _ depth: Int) -> ValueDomain {
    binding.statement.child(.value).map { domain(of: $0, depth: depth + 1) } ?? .unknown
  }

  private mutating func parameterDomain(_ binding: Binding, _ symbol: Symbol, _ depth: Int) -> ValueDomain {
    let parameter = binding.statement
    if names.isReceiver(symbol) { return .unknown }
    if let annotation = parameter.child(.annotation), names.isFiniteType(annotation) { return .finite }
    if let function = parameter.parent, names.isHandler(function) { return .open(source: symbol.name) }
    if isOption(parameter) || ProgramParts.holds(symbol.name) || isBaseClass(symbol) { return .finite }
    if parameter.parent?.child(Role.name)?.isText("__getattr__") == true { return .finite }
    if let arguments = names.arguments(for: parameter), !arguments.isEmpty {
      let domain = join(arguments, depth + 2)
      if domain == .finite { return .finite }
    }
    return .open(source: symbol.name)
  }

  /// A parameter with a default that is a value: callers that pass another one choose among a few.
  private func isOption(_ parameter: Node) -> Bool {
    guard let value = parameter.child(.defaultValue) else { return false }
    switch value.kind {
    case .string, .number, .boolean: return true
    case .name, .member: return true
    default: return false
    }
  }

  /// Whether a class is made with it as its base.
  private func isBaseClass(_ symbol: Symbol) -> Bool {
    symbol.uses.contains { $0.parent?.kind == .argument && $0.parent?.parent?.kind == .class }
  }

  private mutating func memberDomain(_ node: Node, _ depth: Int) -> ValueDomain {
    guard let object = node.child(.object), let property = node.child(.property)?.text else { return .unknown }
    if DomainReader.codeAttributes.contains(property) { return .finite }
    if names.isRequest(node) { return .open(source: node.text) }
    if let path = names.path(of: object), DomainReader.requests.contains(path) { return .open(source: node.text) }
    if let first = property.utf8.first, (0x41...0x5A).contains(first) { return .finite }
    if ProgramParts.holds(property), !isInHandler(node) { return .finite }
    if let field = names.symbol(node), field.bindings.contains(where: { $0.kind == .function }) { return .finite }
    switch domain(of: object, depth: depth + 1) {
    case .open(let source): return .open(source: object.text == source ? node.text : source)
    case .finite: return .finite
    case .unknown: return .unknown
    }
  }

  private mutating func subscriptDomain(_ node: Node, _ depth: Int) -> ValueDomain {
    guard let object = node.child(.object) else { return .unknown }
    switch domain(of: object, depth: depth + 1) {
    case .open(let source): return .open(source: object.text == source ? node.text : source)
    // An element of something fixed is one of a fixed number.
    case .finite: return .finite
    case .unknown: return .unknown
    }
  }

  // MARK: Calls

  private mutating func callDomain(_ node: Node, _ depth: Int) -> ValueDomain {
    guard let callee = node.child(.callee) else { return .unknown }
    let arguments = node.children(NodeKind.argument).compactMap { $0.child(.value) }
    if let path = names.path(of: callee) {
      if DomainReader.finiteCalls.contains(path) { return .finite }
      if DomainReader.freshCalls.contains(path) { return .open(source: node.text) }
      if path.hasPrefix("flask.request") { return .open(source: node.text) }
    }
    var parts = arguments
    if callee.kind == .member, let object = callee.child(.object) {
      if DomainReader.finiteMethods.contains(callee.lastName) { return .finite }
      parts.append(object)
    }
    let joined = join(parts, depth)
    if joined.isOpen || joined == .finite && keepsCount(callee) { return joined }
    // What a call makes of fixed values alone may be anything.
    return .unknown
  }

  /// Whether a call gives a value for what it is given, or a part of that, and nothing else.
  private func keepsCount(_ callee: Node) -> Bool {
    if callee.kind == .member { return DomainReader.conversions.contains(callee.lastName) }
    return names.path(of: callee).map(DomainReader.builtinConversions.contains) ?? false
  }

  private static let finiteMethods: Set<String> = ["utcoffset", "dst", "weekday", "isoweekday"]

  private static let conversions: Set<String> = [
    "items", "keys", "values", "copy", "lower", "upper", "strip", "casefold", "total_seconds",
  ]

  private static let builtinConversions: Set<String> = [
    "builtins.str", "builtins.int", "builtins.float", "builtins.repr", "builtins.len", "builtins.abs", "builtins.list",
    "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted", "builtins.reversed", "builtins.enumerate",
    "builtins.zip", "builtins.min", "builtins.max",
  ]

  private static let codeAttributes: Set<String> = [
    "__name__", "__qualname__", "__module__", "__class__", "__code__", "__func__", "__doc__", "__dict__", "co_filename",
    "co_name", "f_code", "f_lineno", "lineno", "dtype", "_meta",
  ]

  private static let finiteCalls: Set<String> = [
    "builtins.type", "builtins.isinstance", "builtins.issubclass", "builtins.callable", "builtins.bool",
    "builtins.hasattr", "builtins.dir", "builtins.globals", "os.getpid", "os.uname", "threading.get_ident",
    "_thread.get_ident", "threading.current_thread", "asyncio.get_event_loop", "asyncio.get_running_loop",
    "os.environ.get", "os.getenv", "locale.getlocale", "platform.system", "platform.machine", "sys._getframe",
    "inspect.currentframe", "builtins.range", "socket.gethostname", "os.environ[]",
  ]

  /// Calls that give a new value each time.
  private static let freshCalls: Set<String> = [
    "time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "uuid.uuid1", "uuid.uuid4",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.now", "secrets.token_hex", "secrets.token_urlsafe",
    "secrets.token_bytes", "os.urandom", "random.random",
  ]

  private static let requests: Set<String> = ["flask.request", "quart.request", "bottle.request"]
}

/// Names that by custom stand for a piece of the program or its surroundings, of which there are few: a class, a codec,
/// a file, a setting.
private enum ProgramParts {
  static func holds(_ name: String) -> Bool {
    let bare = name.drop { $0 == "_" }
    if names.contains(String(bare)) { return true }
    var words = bare.split(separator: "_")
    // `tz_str` is `tz`, and says of which type.
    if words.count > 1, words.last == "str" {
      words.removeLast()
      if names.contains(words.joined(separator: "_")) { return true }
    }
    guard let last = words.last else { return false }
    // A process talks to a few databases and services.
    if last == "uri" || last == "url" { return words.dropLast().last.map { services.contains(String($0)) } ?? false }
    if last == "name" { return !(words.dropLast().last.map { people.contains(String($0)) } ?? false) }
    return words.count > 1 && kinds.contains(String(last))
  }

  private static let names: Set<String> = [
    "cls", "klass", "clazz", "class_", "typ", "type", "type_", "tp", "typeobj", "mcs", "mcls", "metacls", "owner", "func",
    "fn", "function", "callable", "callback", "method", "meth", "module", "mod", "attr", "attribute", "attrname",
    "code", "frame", "model", "schema", "dtype", "ctype", "encoding", "codec", "locale", "lang", "language", "field",
    "property", "annotation", "signature", "decorator", "wrapped", "base", "bases", "opcode", "op", "operator", "level",
    "parser", "version", "tz", "tzname", "timezone", "region", "ext", "extension", "suffix", "kind", "package",
    "backend", "driver", "dialect", "delimiter", "unit", "fmt", "mode", "flags", "prec", "precision", "oid", "fd",
    "fileno", "errno", "eno", "charset", "currency", "country", "command", "cmd", "cmdname", "plugin", "component",
    "path", "file", "filename", "fname", "filepath", "dirname", "directory", "folder", "root", "attr_name", "env",
    "environment", "setting", "feature", "permission", "role", "status", "state", "color", "colour", "style", "theme",
    "font", "shape", "size", "dims", "ndim", "axis", "device", "signal", "event_type", "category", "warning", "group",
    "domain", "namespace", "scope", "mimetype", "protocol", "scheme", "template", "timer", "glob", "alias", "provider",
    "settings", "config", "cfg", "digits", "ndigits", "decimals", "dsn", "classname", "typename", "modname", "funcname",
    "tablename",
  ]

  /// `_type`, `_class` and the like at the end of a name.
  private static let kinds: Set<String> = [
    "type", "class", "cls", "func", "function", "method", "module", "path", "file", "filename", "version", "encoding",
    "codec", "locale", "lang", "language", "region", "code", "format", "mode", "kind", "setting", "flag", "level", "dir",
    "directory", "schema", "model", "field", "attr", "ext", "template", "oid", "str_type", "callback", "factory", "root",
    "provider", "dsn",
  ]

  private static let services: Set<String> = [
    "db", "database", "engine", "sqlalchemy", "broker", "amqp", "celery", "redis", "mongo", "api", "registry", "tracking",
  ]

  /// What a `_name` of is data: there is one for each user.
  private static let people: Set<String> = [
    "user", "account", "customer", "client", "tenant", "person", "full", "first", "last", "display", "screen", "login",
    "host", "guest", "member", "org", "organization", "company", "repo", "project", "room", "channel", "product", "item",
    "player", "author", "artist", "city",
  ]
}

extension Names {
  /// Whether a framework calls the function for every request, message or event: told by its decorator or by a
  /// parameter that holds the request.
  public func isHandler(_ function: Node) -> Bool {
    let first = function.children(.parameter).first { parameter in
      parameter.child(Role.name).flatMap { symbol($0) }.map { !isReceiver($0) } ?? false
    }
    if let name = first?.child(Role.name), ["request", "req", "websocket", "ws"].contains(name.text) { return true }
    return function.children(.decorator).contains { decorator in
      guard let expression = decorator.firstChild, expression.kind == .call,
        let callee = expression.child(.callee), callee.kind == .member
      else { return false }
      return Names.routes.contains(callee.lastName)
    }
  }

  private static let routes: Set<String> = [
    "get", "post", "put", "patch", "delete", "head", "options", "route", "websocket", "view", "api_route", "middleware",
    "before_request", "after_request", "message_handler", "callback_query_handler", "on_message", "event", "listen",
    "on", "subscribe", "subscriber", "task", "agent", "consumer", "handler", "action",
  ]

  /// Whether a name is a method's own object or class: its first parameter.
  public func isReceiver(_ name: Node) -> Bool { symbol(name).map { isReceiver($0) } ?? false }

  func isReceiver(_ symbol: Symbol) -> Bool { index.receivers[symbol.number] != nil }

  /// Whether an annotation names a type with few values: types, callables, modules, flags, literals, enumerations.
  func isFiniteType(_ annotation: Node) -> Bool {
    switch annotation.kind {
    case .string:
      let text = annotation.text
      return ["type[", "Type[", "Callable", "Literal[", "LiteralString"].contains { text.contains($0) }
    case .null:
      return true
    case .binary where annotation.operator == .bitOr:
      return [annotation.child(.left), annotation.child(.right)].allSatisfy { $0.map { isFiniteType($0) } ?? false }
    case .subscript:
      guard let object = annotation.child(.object) else { return false }
      if let path = path(of: object), ["typing.Optional", "typing.Union", "typing.Annotated"].contains(path) {
        let index = annotation.child(.index)
        let parts = index?.kind == .tuple ? index.map { Array($0.children) } ?? [] : [index].compactMap(\.self)
        return !parts.isEmpty && (path == "typing.Annotated" ? Array(parts.prefix(1)) : parts).allSatisfy { isFiniteType($0) }
      }
      return isFiniteType(object)
    default:
      break
    }
    guard let path = path(of: annotation) else { return false }
    if Names.finiteTypes.contains(path) { return true }
    guard let scope = classScope(path: path) else { return false }
    return scope.node.children(NodeKind.argument).contains { argument in
      guard let base = argument.child(.value), let path = self.path(of: base) else { return false }
      return path.hasPrefix("enum.") || path.hasSuffix("Enum")
    }
  }

  private static let finiteTypes: Set<String> = [
    "builtins.bool", "builtins.type", "typing.Type", "typing.Callable", "collections.abc.Callable", "typing.Literal",
    "typing_extensions.Literal", "typing.LiteralString", "typing_extensions.LiteralString", "types.ModuleType", "types.FunctionType", "types.CodeType", "types.FrameType",
    "types.MethodType", "builtins.property", "builtins.classmethod", "inspect.Signature", "inspect.Parameter",
  ]

  /// The arguments that a function's callers pass for a parameter, when all its callers are known: the name is private or
  /// local, and every use of it is a call in this file. Nil where they are not.
  func arguments(for parameter: Node) -> [Node]? {
    guard let function = parameter.parent, function.kind == .function,
      let name = function.child(Role.name), !name.text.hasPrefix("__"),
      let symbol = symbol(name), symbol.uses.count <= 32,
      symbol.scope.kind == .function || name.bytes.first == UInt8(ascii: "_")
    else { return nil }
    let place = function.children(.parameter).prefix { $0 != parameter }.count
    let position = symbol.scope.kind == .class ? place - 1 : place
    var values: [Node] = []
    for use in symbol.uses {
      guard let call = use.parent, call.kind == .call, use.role == .callee, !call.isInside(function) else {
        return nil
      }
      let arguments = call.children(NodeKind.argument)
      let isSpread = arguments.contains { $0.has(.variadic) || $0.has(.keywordVariadic) }
      let named = arguments.first { $0.child(Role.name)?.text == parameter.child(Role.name)?.text }
      if let value = named?.child(.value) {
        values.append(value)
      } else if arguments.indices.contains(position), !isSpread, let value = arguments[position].child(.value) {
        values.append(value)
      } else if isSpread || parameter.child(.defaultValue) == nil {
        return nil
      }
    }
    return values
  }
}
