import Syntax

/// Where the value of an expression can come from, as far as the file tells.
public enum Provenance: Comparable, Sendable {
  /// Written in the source, or a number, or chosen from a fixed list.
  case fixed
  /// Quoted as an identifier by the driver.
  case quotedIdentifier
  /// Cannot be told: an attribute, another file's function, a parameter.
  case unknown
  /// Comes out of a request.
  case request
}

/// What was worked out already, by what and how deep in the search: names and calls that lead to the same values many
/// times over take no more time than once.
struct ProvenanceMemory {
  struct Place: Hashable {
    let id: Int
    let depth: Int
  }

  var ofExpression: [Place: Provenance] = [:]
  var ofSymbol: [Place: Provenance] = [:]
  var ofResult: [Place: Provenance] = [:]
  /// Tests of names with `in` by function, then by name.
  var tests: [Int: [String: [Node]]] = [:]
}

extension Names {
  /// Where an expression's value comes from: the most dangerous of its parts.
  public func provenance(of expression: Node) -> Provenance {
    provenance(of: expression, depth: 0)
  }

  private func provenance(of expression: Node, depth: Int) -> Provenance {
    guard depth < 12 else { return .unknown }
    let place = ProvenanceMemory.Place(id: expression.id, depth: depth)
    if let known = provenances.ofExpression[place] { return known }
    let result = search(expression, depth: depth)
    provenances.ofExpression[place] = result
    return result
  }

  private func search(_ expression: Node, depth: Int) -> Provenance {
    func worst(_ nodes: some Sequence<Node>) -> Provenance {
      nodes.reduce(.fixed) { max($0, provenance(of: $1, depth: depth + 1)) }
    }
    func value(_ role: Role) -> Provenance {
      expression.child(role).map { provenance(of: $0, depth: depth + 1) } ?? .unknown
    }
    switch expression.kind {
    case .number, .boolean, .null, .ellipsis, .lambda: return .fixed
    case .string, .stringConcatenation:
      return worst(expression.subtree.filter { $0.kind == .interpolation }.compactMap { $0.child(.value) })
    case .name: return provenance(ofName: expression, depth: depth)
    case .binary:
      if [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .notIn, .is, .isNot].contains(
        expression.operator)
      {
        return .fixed
      }
      // "%s" * n: the text of a repetition is its left side's.
      if expression.operator == .multiply { return min(value(.left), value(.right)) }
      // rows + 1: a number, or it would not add.
      if expression.operator == .add, expression.children.contains(where: { $0.kind == .number }) { return .fixed }
      if [.subtract, .divide, .floorDivide, .power].contains(expression.operator) { return .fixed }
      return max(value(.left), value(.right))
    case .unary: return .fixed
    case .conditional: return max(value(.value), value(.alternative))
    case .list, .tuple, .set: return worst(expression.children)
    case .dictionary:
      return worst(expression.children.map { $0.kind == .pair ? $0.child(.value) ?? $0 : $0 })
    case .spread, .await, .argument, .interpolation:
      return expression.child(.value).map { provenance(of: $0, depth: depth + 1) } ?? worst(expression.children)
    case .namedExpression: return value(.value)
    case .comprehension:
      return value(.element)
    case .subscript:
      // A fixed table gives one of its own values, whatever the index.
      return value(.object)
    case .member: return provenance(ofMember: expression, depth: depth)
    case .call: return provenance(ofCall: expression, depth: depth)
    default: return .unknown
    }
  }

  private func provenance(ofName name: Node, depth: Int) -> Provenance {
    if Self.isConstantName(name.text) { return .fixed }
    guard let symbol = symbol(name) else { return .unknown }
    if symbol.scope.kind == .comprehension, let clause = symbol.bindings.first?.statement,
      let iterable = clause.child(.iterable)
    {
      return provenance(ofElementsOf: iterable, depth: depth)
    }
    if isChecked(name) { return .fixed }
    let place = ProvenanceMemory.Place(id: symbol.number, depth: depth)
    if let known = provenances.ofSymbol[place] { return known }
    let result = provenance(ofBindings: symbol, depth: depth)
    provenances.ofSymbol[place] = result
    return result
  }

  private func provenance(ofBindings symbol: Symbol, depth: Int) -> Provenance {
    var result = Provenance.fixed
    for binding in symbol.bindings {
      switch binding.kind {
      case .assignment:
        guard let value = binding.value else { return .unknown }
        result = max(result, provenance(of: value, depth: depth + 1))
      case .augmentedAssignment:
        guard let value = binding.statement.child(.value) else { return .unknown }
        result = max(result, provenance(of: value, depth: depth + 1))
      case .parameter:
        result = max(result, isNumberAnnotation(binding.statement.child(.annotation)) ? .fixed : .unknown)
      case .loopTarget, .comprehensionTarget:
        guard let iterable = binding.statement.child(.iterable) else { return .unknown }
        result = max(result, provenance(ofElementsOf: iterable, depth: depth))
      case .annotation: break
      default: result = max(result, .unknown)
      }
    }
    return symbol.bindings.isEmpty ? .unknown : result
  }

  private func provenance(ofElementsOf iterable: Node, depth: Int) -> Provenance {
    if iterable.kind == .call, let callee = iterable.child(.callee) {
      if callee.isText("range") { return .fixed }
      if callee.isText("enumerate") || callee.isText("sorted") || callee.isText("reversed") || callee.isText("zip") {
        return iterable.children(.argument).compactMap { $0.child(.value) }
          .reduce(.fixed) { max($0, provenance(of: $1, depth: depth + 1)) }
      }
    }
    return provenance(of: iterable, depth: depth + 1)
  }

  private func provenance(ofMember member: Node, depth: Int) -> Provenance {
    guard let property = member.child(.property), let object = member.child(.object) else { return .unknown }
    // Before the constants: Django's GET and POST look like such.
    if isRequest(member) { return .request }
    if Self.isConstantName(property.text) { return .fixed }
    // EventTypes.Retention: an attribute of a class, named as classes and their constants are.
    if [object, property].allSatisfy({ Self.isCapitalized(($0.child(.property) ?? $0).text) }) { return .fixed }
    // Status.ACTIVE.value
    if property.isText("value") || property.isText("name"), object.kind == .member,
      object.child(.property).map({ Self.isConstantName($0.text) }) == true
    {
      return .fixed
    }
    let inner = provenance(of: object, depth: depth + 1)
    if inner == .request { return .request }
    if let symbol = symbol(member), !symbol.bindings.isEmpty {
      let values = symbol.bindings.compactMap(\.value)
      if values.count == symbol.bindings.count {
        let place = ProvenanceMemory.Place(id: symbol.number, depth: depth)
        if let known = provenances.ofSymbol[place] { return known }
        let result = values.reduce(.fixed) { max($0, provenance(of: $1, depth: depth + 1)) }
        provenances.ofSymbol[place] = result
        return result
      }
    }
    return .unknown
  }

  private func provenance(ofCall call: Node, depth: Int) -> Provenance {
    guard let callee = call.child(.callee) else { return .unknown }
    let name = (callee.child(.property) ?? callee).text
    let arguments = call.children(.argument).compactMap { $0.child(.value) }
    func worst(_ nodes: some Sequence<Node>) -> Provenance {
      nodes.reduce(.fixed) { max($0, provenance(of: $1, depth: depth + 1)) }
    }
    if callee.kind == .name {
      if Self.numeric.contains(name) { return .fixed }
      if Self.isQuoter(name) { return .quotedIdentifier }
      if name == "str" || name == "repr" || name == "list" || name == "tuple" || name == "sorted" || name == "set" {
        return worst(arguments)
      }
      if name == "input" { return .request }
    } else if let object = callee.child(.object) {
      if Self.isQuoter(name) { return .quotedIdentifier }
      if Self.textMethods.contains(name) || name == "join" || name == "format" {
        return max(provenance(of: object, depth: depth + 1), worst(arguments))
      }
      if name == "get" || name == "pop" {
        let table = provenance(of: object, depth: depth + 1)
        if table == .fixed { return arguments.dropFirst().reduce(.fixed) { max($0, provenance(of: $1, depth: depth + 1)) } }
        return table
      }
      if isRequest(callee) || provenance(of: object, depth: depth + 1) == .request { return .request }
    }
    if let function = function(calledBy: call) { return provenance(ofResultOf: function, depth: depth) }
    return .unknown
  }

  private func provenance(ofResultOf function: Node, depth: Int) -> Provenance {
    let place = ProvenanceMemory.Place(id: function.id, depth: depth)
    if let known = provenances.ofResult[place] { return known }
    var result = Provenance.fixed
    var returns = 0
    var walk = function.descendants
    while let node = walk.next() {
      if node.kind == .function || node.kind == .lambda || node.kind == .class { walk.skip(node) }
      guard node.kind == .return, let value = node.child(.value) else { continue }
      returns += 1
      result = max(result, provenance(of: value, depth: depth + 1))
    }
    if returns == 0 { result = .unknown }
    provenances.ofResult[place] = result
    return result
  }

  /// `request.args`, `self.request.GET`, `flask.request.json`.
  func isRequest(_ member: Node) -> Bool {
    guard let property = member.child(.property)?.text, Self.requestFields.contains(property),
      let object = member.child(.object)
    else { return false }
    let name = (object.child(.property) ?? object).text
    return name == "request" || name == "req"
  }

  /// `if column not in ALLOWED: raise` before the use, in the same function.
  private func isChecked(_ name: Node) -> Bool {
    guard let function = name.nearest(.function) else { return false }
    for node in tests(in: function)[name.text] ?? [] where node.id < name.id {
      if let list = node.child(.right),
        provenance(of: list, depth: 8) == .fixed || list.kind == .member || list.kind == .name,
        admits(node, name)
      {
        return true
      }
    }
    return false
  }

  /// `x in ...` and `x not in ...` by name. Nobody tests one name more often than the limit.
  private func tests(in function: Node) -> [String: [Node]] {
    if let known = provenances.tests[function.id] { return known }
    var tests: [String: [Node]] = [:]
    for node in function.descendants where node.kind == .binary && (node.operator == .in || node.operator == .notIn) {
      guard let left = node.child(.left), left.kind == .name else { continue }
      let text = left.text
      if tests[text, default: []].count < 64 { tests[text, default: []].append(node) }
    }
    provenances.tests[function.id] = tests
    return tests
  }

  /// Whether a place is only reached by values that are in the list of a test: `if x in ALLOWED:` before it,
  /// `if x not in ALLOWED: raise` above it. A cache's `if x not in cache:` lets every value through.
  private func admits(_ test: Node, _ place: Node) -> Bool {
    let inner = test.ancestors.prefix { $0.kind == .binary || $0.kind == .unary }
    let isPositive = (test.operator == .in) == inner.count { $0.operator == .not }.isMultiple(of: 2)
    guard let user = (inner.last ?? test).parent else { return false }
    switch user.kind {
    case .assert, .comprehensionClause:
      return isPositive
    case .conditional:
      guard let value = user.child(isPositive ? .value : .alternative) else { return false }
      return place == value || place.isInside(value)
    case .if, .whileLoop:
      guard let body = user.child(.body) else { return false }
      if isPositive { return place.isInside(body) }
      if let alternative = user.child(.alternative), place.isInside(alternative) { return true }
      return !place.isInside(body) && body.children.contains { leaves($0, place) }
    default:
      return false
    }
  }

  /// Whether a statement ends the way to a place, or gives the name there another value.
  private func leaves(_ statement: Node, _ name: Node) -> Bool {
    switch statement.kind {
    case .return, .throw, .continue, .break: true
    case .assignment: statement.children(.target).contains { $0.text == name.text }
    case .expressionStatement: statement.firstChild?.kind == .call
    default: false
    }
  }

  private func isNumberAnnotation(_ annotation: Node?) -> Bool {
    guard let annotation else { return false }
    let words = annotation.text.split { !$0.isLetter && $0 != "_" && $0 != "." }
    return !words.isEmpty && words.allSatisfy { Self.numberTypes.contains(String($0)) }
  }

  private static func isCapitalized(_ name: String) -> Bool {
    name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
  }

  /// MAX_ROWS, DEFAULT_SCHEMA: by convention never assigned twice.
  static func isConstantName(_ name: String) -> Bool {
    var letters = 0
    for byte in name.utf8 {
      if (0x61...0x7A).contains(byte) { return false }
      if (0x41...0x5A).contains(byte) { letters += 1 }
    }
    return letters >= 2
  }

  private static let numeric: Set<String> = ["int", "float", "len", "round", "abs", "bool", "id", "hash", "ord", "sum", "hex"]
  private static let numberTypes: Set<String> = [
    "int", "float", "bool", "Optional", "None", "Union", "typing", "typing.Optional", "UUID", "uuid.UUID", "datetime",
    "date", "datetime.datetime", "datetime.date", "Decimal", "Literal",
  ]
  private static func isQuoter(_ name: String) -> Bool {
    let name = name.lowercased()
    return quoters.contains(name) || ["quote_", "escape_", "literal_", "quoted_"].contains { name.hasPrefix($0) }
  }

  private static let quoters: Set<String> = [
    "identifier", "quote_ident", "quote_identifier", "quote_name", "qn", "escape_identifier", "quoted_name", "quote",
    "escape_sqlite", "sanitize_identifier", "literal", "placeholder", "mogrify",
  ]
  private static let textMethods: Set<String> = [
    "strip", "lstrip", "rstrip", "lower", "upper", "title", "replace", "removeprefix", "removesuffix", "encode",
    "decode", "keys", "values", "items", "copy", "split", "zfill", "ljust", "rjust", "isoformat",
  ]
  private static let requestFields: Set<String> = [
    "args", "GET", "POST", "form", "json", "params", "query_params", "values", "cookies", "headers", "data", "body",
    "query", "match_info", "rel_url", "get_json", "query_string", "path_params", "FILES", "files", "META",
  ]
}
