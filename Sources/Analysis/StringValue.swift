import Syntax

/// The text that an expression of application code has for a value, as far as it can be told without running it.
///
/// Literals, concatenation, interpolation, `%` and `format`, `join` of a display, and names that are bound once are
/// followed; whatever is not known becomes a hole.
public struct StringValue {
  public let text: EmbeddedText
  /// The literals that the text was made of.
  public let literals: [Node]

  /// Nil when no literal has a part in the value.
  public init?(_ expression: Node, names: Names, vocabulary: Vocabulary) {
    var reader = StringReader(names: names, vocabulary: vocabulary)
    var builder = TextBuilder()
    reader.read(expression, into: &builder, depth: 0)
    guard !builder.literals.isEmpty else { return nil }
    text = builder.text(host: expression)
    literals = builder.literals
  }
}

private struct StringReader {
  let names: Names
  let vocabulary: Vocabulary
  /// Names that may still be followed: keeps `a = b + b; b = c + c; ...` from growing without end.
  private var namesLeft = 256

  init(names: Names, vocabulary: Vocabulary) {
    self.names = names
    self.vocabulary = vocabulary
  }

  private static let depthLimit = 16
  /// Text that names may add by being followed, in bytes.
  private static let sizeLimit = 1 << 20

  /// Adds the expression's text, or a hole where it has none that is known. Long chains take no stack.
  mutating func read(_ expression: Node, into builder: inout TextBuilder, depth: Int) {
    var stack = [expression]
    while let node = stack.popLast() {
      switch node.kind {
      case .string:
        builder.append(literal: node)
      case .stringConcatenation:
        stack += node.children.reversed()
      case .binary where node.operator == .add:
        guard let left = node.child(.left), let right = node.child(.right) else { continue }
        stack.append(right)
        stack.append(left)
      case .namedExpression:
        if let value = node.child(.value) { stack.append(value) }
      default:
        readDerived(node, into: &builder, depth: depth)
      }
    }
  }

  private mutating func readDerived(_ node: Node, into builder: inout TextBuilder, depth: Int) {
    var inner = TextBuilder()
    if depth < StringReader.depthLimit {
      switch node.kind {
      case .binary where node.operator == .modulo: readPercent(node, into: &inner, depth: depth + 1)
      case .call: readCall(node, into: &inner, depth: depth + 1)
      case .name, .member: readName(node, into: &inner, depth: depth + 1)
      default: break
      }
    }
    if inner.literals.isEmpty {
      builder.appendHole(node, at: node.range)
    } else {
      builder.append(inner)
    }
  }

  private mutating func text(of node: Node, depth: Int) -> (text: EmbeddedText, literals: [Node])? {
    var builder = TextBuilder()
    read(node, into: &builder, depth: depth)
    return builder.literals.isEmpty ? nil : (builder.text(host: node), builder.literals)
  }

  // MARK: Names

  private mutating func readName(_ node: Node, into builder: inout TextBuilder, depth: Int) {
    guard let symbol = names.symbol(node), let values = symbol.assignedParts(at: node, in: names.scope(of: node)) else {
      return
    }
    guard namesLeft > 0 else { return names.giveUp(on: node, .text) }
    namesLeft -= 1
    for value in values {
      guard builder.bytes.count < StringReader.sizeLimit else { return names.giveUp(on: node, .text) }
      read(value, into: &builder, depth: depth)
    }
  }

  // MARK: Calls

  private mutating func readCall(_ node: Node, into builder: inout TextBuilder, depth: Int) {
    guard let callee = node.child(.callee) else { return }
    if callee.kind == .member, let object = callee.child(.object), let method = callee.child(.property)?.text {
      switch method {
      case "format":
        readFormat(object, node, into: &builder, depth: depth)
        return
      case "join":
        readJoin(object, node, into: &builder, depth: depth)
        return
      case "strip", "lstrip", "rstrip", "replace", "encode", "decode", "expandtabs", "removeprefix", "removesuffix",
        "bindparams", "columns", "execution_options", "as_string":
        if object.isTextual { read(object, into: &builder, depth: depth) }
        if !builder.literals.isEmpty { return }
      default: break
      }
    }
    guard vocabulary.mayBeText(callee.lastName), let path = names.path(of: callee),
      let call = vocabulary.textCall(path), let argument = call.argument(of: node)
    else { return }
    read(argument, into: &builder, depth: depth)
  }

  private mutating func readJoin(
    _ separator: Node, _ call: Node, into builder: inout TextBuilder, depth: Int
  ) {
    let arguments = call.children(NodeKind.argument).compactMap { $0.child(.value) }
    guard arguments.count == 1, let list = arguments.first, let glue = text(of: separator, depth: depth) else { return }
    guard list.kind == .list || list.kind == .tuple else {
      if let parts = names.symbol(list)?.appendedParts(at: list, in: names) {
        join(parts, glue.text, into: &builder, depth: depth)
      }
      return
    }
    join(Array(list.children), glue.text, into: &builder, depth: depth)
  }

  private mutating func join(
    _ parts: [Node], _ glue: EmbeddedText, into builder: inout TextBuilder, depth: Int
  ) {
    for (place, part) in parts.enumerated() {
      if place > 0 { builder.append(0..<glue.bytes.count, of: glue, holes: glue.holes[...]) }
      read(part, into: &builder, depth: depth)
    }
  }

  // MARK: Formats

  /// `"... %s ..." % value`.
  private mutating func readPercent(_ node: Node, into builder: inout TextBuilder, depth: Int) {
    guard let left = node.child(.left), left.isTextual, let right = node.child(.right),
      let (template, literals) = text(of: left, depth: depth)
    else { return }
    for literal in literals { builder.note(literal) }
    let bytes = template.bytes
    var values = right.kind == .tuple ? Array(right.children) : [right]
    values.reverse()
    var index = 0
    var run = 0
    var holes = HoleCursor(template)
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        index += 1
        continue
      }
      let format = PercentFormat(bytes, at: index)
      builder.append(run..<index, of: template, holes: holes.take(run..<index))
      let place = template.hostRange(TextRange(index, index + format.length))
      if format.isLiteral {
        builder.append([UInt8(ascii: "%")], for: place)
      } else if let key = format.key {
        builder.appendHole(right.dictionaryValue(bytes[key]) ?? right, at: place)
      } else {
        builder.appendHole(values.popLast() ?? right, at: place)
      }
      index += format.length
      run = index
    }
    builder.append(run..<bytes.count, of: template, holes: holes.take(run..<bytes.count))
  }

  /// `"... {} {name} ...".format(value, name=value)`.
  private mutating func readFormat(
    _ object: Node, _ call: Node, into builder: inout TextBuilder, depth: Int
  ) {
    guard object.isTextual, let (template, literals) = text(of: object, depth: depth) else { return }
    for literal in literals { builder.note(literal) }
    let bytes = template.bytes
    let arguments = call.children(NodeKind.argument)
    let positional = arguments.filter { $0.child(Role.name) == nil && !$0.has(.variadic) && !$0.has(.keywordVariadic) }
    var automatic = 0
    var index = 0
    var run = 0
    var holes = HoleCursor(template)
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        index += 1
        continue
      }
      builder.append(run..<index, of: template, holes: holes.take(run..<index))
      if index + 1 < bytes.count, bytes[index + 1] == byte {
        builder.append([byte], for: template.hostRange(TextRange(index, index + 2)))
        index += 2
      } else if byte == UInt8(ascii: "{"), let field = FormatField(bytes, at: index) {
        var argument: Node?
        if bytes[field.name].isEmpty {
          argument = automatic < positional.count ? positional[automatic] : nil
          automatic += 1
        } else if let number = Int(String(decoding: bytes[field.name], as: UTF8.self)) {
          argument = positional.indices.contains(number) ? positional[number] : nil
        } else {
          argument = arguments.first { $0.child(Role.name)?.bytes.elementsEqual(bytes[field.name]) == true }
        }
        let place = template.hostRange(TextRange(index, index + field.length))
        builder.appendHole(argument?.child(.value) ?? call, at: place)
        index += field.length
      } else {
        builder.append(index..<(index + 1), of: template, holes: [])
        index += 1
      }
      run = index
    }
    builder.append(run..<bytes.count, of: template, holes: holes.take(run..<bytes.count))
  }
}

/// Hands out the holes of a text in step with its bytes.
private struct HoleCursor {
  private let text: EmbeddedText
  private var next = 0

  init(_ text: EmbeddedText) { self.text = text }

  mutating func take(_ range: Range<Int>) -> ArraySlice<Node> {
    let count = text.bytes[range].count { $0 == EmbeddedText.hole }
    let start = min(next, text.holes.count)
    let end = min(start + count, text.holes.count)
    next = end
    return text.holes[start..<end]
  }
}

/// `%s`, `%(name)s`, `%-10.2f`, `%%`.
private struct PercentFormat {
  let length: Int
  let key: Range<Int>?
  let isLiteral: Bool

  init(_ bytes: [UInt8], at start: Int) {
    var index = start + 1
    var key: Range<Int>?
    if index < bytes.count, bytes[index] == UInt8(ascii: "("),
      let close = bytes[index...].prefix(128).firstIndex(of: UInt8(ascii: ")"))
    {
      key = (index + 1)..<close
      index = close + 1
    }
    while index < bytes.count, "#0- +.*123456789lhL".utf8.contains(bytes[index]) { index += 1 }
    self.key = key
    isLiteral = index < bytes.count && bytes[index] == UInt8(ascii: "%")
    length = min(index + 1, bytes.count) - start
  }
}

/// `{}`, `{0}`, `{name.part!r:>10}`.
private struct FormatField {
  let name: Range<Int>
  let length: Int

  init?(_ bytes: [UInt8], at start: Int) {
    var depth = 0
    var nameEnd: Int?
    for index in start..<min(start + 256, bytes.count) {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        guard depth == 0 else { continue }
        name = (start + 1)..<(nameEnd ?? index)
        length = index + 1 - start
        return
      case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "["):
        if nameEnd == nil { nameEnd = index }
      default: break
      }
    }
    return nil
  }
}

extension Node {
  /// Whether the expression may be a text; what is surely none needs no reading.
  fileprivate var isTextual: Bool {
    switch kind {
    case .string, .stringConcatenation, .name, .member, .call: true
    case .binary: self.operator == .add || self.operator == .modulo
    default: false
    }
  }

  /// `value` of `{"key": value}` and of `dict(key=value)`.
  fileprivate func dictionaryValue(_ key: ArraySlice<UInt8>) -> Node? {
    switch kind {
    case .dictionary:
      return children(.pair).first { pair in
        guard let text = pair.child(.key), text.kind == .string else { return false }
        return text.bytes.dropFirst().dropLast().elementsEqual(key)
      }?.child(.value)
    case .call:
      return children(NodeKind.argument).first { $0.child(Role.name)?.bytes.elementsEqual(key) == true }?.child(.value)
    default:
      return nil
    }
  }
}

extension Vocabulary.QueryCall {
  /// The argument with the SQL.
  public func argument(of call: Node) -> Node? {
    var place = 0
    for argument in call.children where argument.kind == .argument {
      if let name = argument.child(Role.name) {
        if keywords.contains(name.text) { return argument.child(.value) }
        continue
      }
      if argument.has(.variadic) || argument.has(.keywordVariadic) { break }
      if place == position { return argument.child(.value) }
      place += 1
    }
    return nil
  }
}

extension Symbol {
  /// The expressions that a name's value is made of at a use: the last assignment before it and what `+=` added since;
  /// for another scope's name its only assignment. Nil where that cannot be told.
  func assignedParts(at use: Node, in scope: Scope) -> [Node]? {
    let isLocal = scope.function === self.scope.function && self.scope.kind != .class
    guard isLocal else {
      let assignments = bindings.filter { $0.kind != .annotation }
      guard assignments.count == 1, let only = assignments.first, only.kind == .assignment else { return nil }
      return only.value.map { [$0] }
    }
    var low = 0
    var high = bindings.count
    while low < high {
      let middle = (low + high) / 2
      if bindings[middle].node.id < use.id, !use.isInside(bindings[middle].statement) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var parts: [Node] = []
    for binding in bindings[..<low].suffix(256).reversed() {
      guard let value = binding.value else { return nil }
      switch binding.kind {
      case .augmentedAssignment where binding.statement.operator == .add:
        parts.append(value)
      case .assignment:
        parts.append(value)
        return parts.reversed()
      default:
        return nil
      }
    }
    return nil
  }

  /// The elements of a list that is assigned once and then only appended to: `parts = [...]; parts.append(x)`.
  func appendedParts(at use: Node, in names: Names) -> [Node]? {
    guard let binding = onlyBinding, binding.kind == .assignment, let list = binding.value, list.kind == .list,
      names.scope(of: use) === scope
    else { return nil }
    var parts = Array(list.children)
    for other in uses where other.id < use.id {
      guard let member = other.parent, member.kind == .member, other.role == .object,
        member.child(.property)?.isText("append") == true, let call = member.parent, call.kind == .call,
        let value = call.child(NodeKind.argument)?.child(.value)
      else { return nil }
      parts.append(value)
      if parts.count > 256 { return nil }
    }
    return parts
  }
}
