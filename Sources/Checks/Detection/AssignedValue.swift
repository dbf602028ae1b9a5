import Matching
import Syntax

/// A literal and the name that it is bound to, both as ranges of bytes.
struct AssignedValue {
  let name: Range<Int>
  let value: Range<Int>
  /// The value where it is not what stands in its range: literals one after the other are one value.
  var joined: [UInt8]?
  /// What the place says that the value is, where its name does not.
  var meaning: Meaning?

  enum Meaning {
    /// Beside a user name, as in `auth=("name", "value")`.
    case password
    /// What tokens are signed with, as in `jwt.encode(claims, "value")`.
    case signingKey
  }
}

// MARK: From a tree

extension AssignedValue {
  /// Every string of the tree that is bound to a name: by assignment, as a keyword argument, an entry of a dictionary, a
  /// default value, by comparison, or as what stands in for an absent setting.
  static func forEach(in tree: Tree, _ body: (AssignedValue) -> Void) {
    for node in tree.root.subtree {
      switch node.kind {
      case .assignment, .namedExpression:
        guard let value = node.child(.value) else { continue }
        for target in node.children(.target) {
          bind(target, value, body)
          bindPair(target, value, body)
        }
      case .argument:
        guard let name = node.child(Role.name), let value = node.child(.value) else { continue }
        bindPair(name, value, body)
        if name.isText("default"), let option = optionName(of: node) {
          bind(option, value, body)
        } else {
          bind(name, value, body)
        }
      case .pair:
        guard let key = node.child(.key), let value = node.child(.value) else { continue }
        bind(key, value, body)
      case .parameter:
        guard let name = node.child(Role.name), let value = node.child(.defaultValue) else { continue }
        bind(name, value, body)
      case .binary where node.operator == .equal:
        guard let left = node.child(.left), let right = node.child(.right) else { continue }
        bind(left, right, body)
        bind(right, left, body)
      case .call:
        bindFallback(node, body)
        bindCredentials(node, body)
      default: continue
      }
    }
  }

  private static func bind(_ target: Node, _ value: Node, _ body: (AssignedValue) -> Void) {
    guard let name = nameRange(target) else { return }
    for literal in literals(of: value) {
      report(literal, name, as: nil, body)
    }
  }

  private static func report(
    _ literal: Node, _ name: Range<Int>, as meaning: Meaning?, _ body: (AssignedValue) -> Void
  ) {
    if literal.kind == .string, let content = content(of: literal) {
      body(AssignedValue(name: name, value: content, meaning: meaning))
    } else if literal.kind == .stringConcatenation {
      var joined: [UInt8] = []
      var range: Range<Int>?
      for part in literal.children {
        guard part.kind == .string, let content = content(of: part) else { return }
        joined += part.tree.source.bytes[content]
        range = (range?.lowerBound ?? content.lowerBound)..<content.upperBound
      }
      if let range { body(AssignedValue(name: name, value: range, joined: joined, meaning: meaning)) }
    }
  }

  /// `auth=("name", "value")`.
  private static func bindPair(_ target: Node, _ value: Node, _ body: (AssignedValue) -> Void) {
    guard value.kind == .tuple, let name = nameRange(target),
      target.tree.source.bytes[name].elementsEqual("auth".utf8)
    else { return }
    let parts = Array(value.children)
    if parts.count == 2 { report(parts[1], name, as: .password, body) }
  }

  private static let credentials: Set<String> = [
    "HTTPBasicAuth", "HTTPDigestAuth", "HTTPProxyAuth", "BasicAuth", "DigestAuth",
  ]

  /// `HTTPBasicAuth("name", "value")`, `jwt.encode(claims, "value")`.
  private static func bindCredentials(_ call: Node, _ body: (AssignedValue) -> Void) {
    guard let callee = call.child(.callee), let name = nameRange(callee) else { return }
    let arguments = call.children(NodeKind.argument).filter(\.traits.isEmpty)
    guard arguments.count >= 2, arguments[0].child(Role.name) == nil,
      let second = arguments[1].child(.value)
    else { return }
    let word = String(decoding: call.tree.source.bytes[name], as: UTF8.self)
    let keyword = arguments[1].child(Role.name)
    if credentials.contains(word), keyword == nil {
      report(second, name, as: .password, body)
    } else if word == "encode" || word == "decode", let object = callee.child(.object),
      object.text.lowercased().hasSuffix("jwt"), keyword?.isText("key") ?? true
    {
      report(second, callee.range.indices, as: .signingKey, body)
    }
  }

  /// `get("API_KEY", "value")`: the first argument names what the second stands in for.
  private static func bindFallback(_ call: Node, _ body: (AssignedValue) -> Void) {
    var arguments = call.children(NodeKind.argument).filter {
      $0.traits.isEmpty && $0.child(Role.name) == nil
    }[...]
    guard arguments.count == 2, let key = arguments.popFirst()?.child(.value), key.kind == .string,
      let value = arguments.popFirst()?.child(.value), let callee = call.child(.callee), isLookup(callee)
    else { return }
    bind(key, value, body)
  }

  private static let lookups: Set<String> = [
    "get", "getenv", "setdefault", "pop", "getattr", "setattr", "config", "env", "environ", "setenv",
    "get_env", "getoption",
    "get_option", "env_var", "getOrDefault", "set", "putenv", "str", "get_secret", "lookup",
  ]

  private static func isLookup(_ callee: Node) -> Bool {
    let name = callee.kind == .member ? callee.child(.property) : callee
    return name.map { lookups.contains($0.text) } ?? false
  }

  /// `add_argument("--password", default="value")`, `config("PASSWORD", default="value")`: what the default is of.
  private static func optionName(of argument: Node) -> Node? {
    guard let call = argument.parent, call.kind == .call else { return nil }
    let strings = call.children(NodeKind.argument).compactMap { $0.child(.value) }.filter {
      $0.kind == .string
    }
    return strings.last { SecretName(content(of: $0).map { call.tree.source.bytes[$0] } ?? []) != nil }
  }

  /// The literals that an expression may have as its value: `a or "x"`, `"x" if c else "y"`, `environ.get(name, "x")`.
  private static func literals(of value: Node) -> [Node] {
    switch value.kind {
    case .string, .stringConcatenation: return [value]
    case .binary where value.operator == .or:
      return value.child(.right).map { $0.kind == .string ? [$0] : [] } ?? []
    case .conditional:
      return [value.child(.value), value.child(.alternative)].compactMap { $0 }.filter { $0.kind == .string }
    case .call:
      let arguments = value.children(NodeKind.argument).filter { $0.traits.isEmpty }
      let literals = arguments.compactMap { $0.child(.value) }.filter { $0.kind == .string }
      // `SecretStr("x")`, `b64decode("x")` and `getenv("A", "x")` give back what they are given.
      guard let callee = value.child(.callee) else { return [] }
      if isLookup(callee) { return arguments.count == 2 && literals.count == 2 ? [literals[1]] : [] }
      let text = callee.text
      // The argument of a value's own `decode` is an encoding.
      let isTaken = text.hasSuffix("Str") || text.hasSuffix("decode") && callee.child(.property)?.isText("decode") != true
      return literals.count == 1 && arguments.count == 1 && isTaken ? literals : []
    default: return []
    }
  }

  private static func nameRange(_ node: Node) -> Range<Int>? {
    switch node.kind {
    case .name: return node.range.indices
    case .member: return node.child(.property)?.range.indices
    case .string: return content(of: node)
    case .subscript: return node.child(.index).flatMap { $0.kind == .string ? content(of: $0) : nil }
    default: return nil
    }
  }

  /// What stands between the quotes; nil for a string that is put together at run time.
  private static func content(of string: Node) -> Range<Int>? {
    guard string.firstChild == nil else { return nil }
    let bytes = string.tree.source.bytes
    let range = string.range.indices
    if string.has(.formatted), bytes[range].contains(UInt8(ascii: "{")) { return nil }
    guard let quote = range.first(where: { bytes[$0] == 0x22 || bytes[$0] == 0x27 || bytes[$0] == 0x60 })
    else { return nil }
    var start = quote + 1
    var end = range.upperBound - 1
    if end - start >= 4, bytes[quote + 1] == bytes[quote], bytes[quote + 2] == bytes[quote] {
      start += 2
      end -= 2
    }
    return start < end ? start..<end : nil
  }
}
