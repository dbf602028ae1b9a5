import Analysis
import Syntax

/// A value that stands in the text of a statement that reaches the database.
enum SqlInjection {
  static let kinds: [NodeKind] = [.sqlScript]

  static func check(_ script: Node, _ context: inout Context) {
    guard let query = context.query, let call = query.call, !query.text.holes.isEmpty, let names = context.unit.names
    else { return }
    let isAttackable = !context.unit.isTest && !context.unit.isRunOnce
    let filled = zip(query.text.holes, holes(of: query)).map { (expression: $0, hole: $1, slot: slot(at: $1, in: query)) }
    // What stands for a table or column elsewhere in the statement is a name there too: `'{table}'` in a lookup.
    let identifiers = Set(filled.filter { $0.slot == .clause }.map(\.expression.text))
    for (expression, hole, slot) in filled {
      if slot == .quoted, identifiers.contains(expression.text) { continue }
      guard let (severity, confidence) = judge(expression, slot, query, hole, names) else { continue }
      let name = shortened(expression)
      let callee = call.child(.callee) ?? call
      context.report(
        callee,
        slot == .clause
          ? "`\(name)` comes out of a request and becomes part of the statement itself: it can read or drop any table."
          : "`\(name)` is written into the SQL text: whoever controls it controls the statement.",
        help: help(expression, slot, hole, query, names), severity: isAttackable ? severity : .note, confidence: confidence,
        related: callee.range.contains(expression.range) ? [] : [(expression, "put into the text here")])
      return
    }
  }

  private enum Slot { case quoted, value, list, clause }

  /// Offsets of the holes in the statement's text.
  private static func holes(of query: Query) -> [UInt32] {
    query.text.bytes.indices.filter { query.text.bytes[$0] == EmbeddedText.hole }.map { UInt32($0) }
  }

  /// What the parser made of the place: inside a quoted literal, an operand, a list of values, or anything else.
  private static func slot(at offset: UInt32, in query: Query) -> Slot {
    let node = query.tree.innermostNode(at: offset)
    if node.kind == .sqlString { return .quoted }
    guard node.kind == .sqlHole, let parent = node.parent else { return .clause }
    switch parent.kind {
    case .sqlBinary where parent.operator.isComparison || parent.operator == .like || parent.operator == .iLike:
      return .value
    case .sqlBetween, .sqlAssignment, .sqlLimit, .sqlOffset: return .value
    case .sqlIn: return .list
    case .sqlRow: return Array(parent.children).count == 1 ? .list : .value
    default: return .clause
    }
  }

  private static func judge(
    _ expression: Node, _ slot: Slot, _ query: Query, _ hole: UInt32, _ names: Names
  ) -> (Severity, Confidence)? {
    let provenance = names.provenance(of: expression)
    if provenance == .request { return (.error, .high) }
    guard provenance == .unknown, !isNumberFormat(query, hole), !namesAPlaceholder(expression),
      takesParameters(query, at: hole)
    else { return nil }
    if slot == .list { return isJoined(expression) ? (.warning, .medium) : nil }
    guard slot == .quoted || slot == .value else { return nil }
    // An attribute is often a constant of the class that another file sets.
    let isAttribute = expression.kind == .member || expression.kind == .subscript || expression.kind == .call
    return isAttribute ? (.warning, .medium) : (.error, slot == .quoted ? .high : .medium)
  }

  /// `",".join(ids)`: a list of values, not of placeholders.
  private static func isJoined(_ expression: Node) -> Bool {
    // What is built around a literal, `"{}".format(column)`, is text of the program's own.
    expression.kind == .call && expression.child(.callee)?.child(.property)?.isText("join") == true
      && !expression.children(.argument).contains { $0.subtree.contains { $0.kind == .string } }
  }

  /// Only queries and changes of data take parameters: SET, CREATE, ALTER must be written out.
  private static func takesParameters(_ query: Query, at offset: UInt32) -> Bool {
    let statement = query.tree.root.children.first { $0.range.contains(offset) }
    return statement.map { [.sqlQuery, .sqlInsert, .sqlUpdate, .sqlDelete, .sqlMerge, .sqlCallStatement].contains($0.kind) }
      ?? false
  }

  /// `%d` and `{x:d}` let only numbers through.
  private static func isNumberFormat(_ query: Query, _ hole: UInt32) -> Bool {
    let place = query.text.hostRange(TextRange(hole, hole + 1))
    let text = Array(query.text.host.tree.source[place])
    guard let last = text.last(where: { $0 != 0x7D }) else { return false }
    let isConversion = text.first == 0x25
    let hasFormat = text.contains(0x3A) && text.last == 0x7D
    return (isConversion || hasFormat) && [0x64, 0x66, 0x69, 0x75, 0x78, 0x65, 0x67].contains(last)
  }

  /// `placeholder`, `self.param`: the driver's own mark for a parameter.
  private static func namesAPlaceholder(_ expression: Node) -> Bool {
    let text = expression.text.lowercased()
    return ["placeholder", "paramstyle", "param", "mark", "bind", "args"].contains { text.contains($0) }
  }

  private static func shortened(_ expression: Node) -> String {
    let text = expression.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 40 ? text.prefix(37) + "..." : text
  }

  private static func help(
    _ expression: Node, _ slot: Slot, _ hole: UInt32, _ query: Query, _ names: Names
  ) -> String {
    if slot == .clause {
      return "Look the name up in a fixed list (a dict of allowed columns), or quote it with the driver's identifier type."
    }
    let style = query.call.map { ParameterStyle(of: query, sentBy: $0, names) } ?? .unknown
    let number = query.tree.root.subtree.count { $0.kind == .sqlParameter } + 1
    if slot == .list { return style.listHelp(number: number) }
    let (value, isPattern) = slot == .quoted ? pattern(expression, hole, query) : (shortened(expression), false)
    let advice =
      isPattern
      ? "Leave a placeholder in the text, without quotes or % around it, and put those into the value beside it:"
      : "Leave a placeholder in the text, without quotes around it, and pass the value beside it:"
    let comparison = isLike(hole, query) ? "LIKE" : "="
    return advice + "\n  " + style.example(comparison, value: value, name: word(expression), number: number)
  }

  /// The value for a hole in a quoted literal: with what stands around it there, as in `'%{name}%'`.
  private static func pattern(_ expression: Node, _ hole: UInt32, _ query: Query) -> (value: String, isPattern: Bool) {
    let text = shortened(expression)
    let literal = query.tree.innermostNode(at: hole).range
    guard literal.start < hole, hole + 1 < literal.end else { return (text, false) }
    let before = query.text.bytes[Int(literal.start) + 1..<Int(hole)]
    let after = query.text.bytes[Int(hole) + 1..<Int(literal.end) - 1]
    if before.isEmpty, after.isEmpty { return (text, false) }
    let isPlain = (before + after).allSatisfy { (0x20...0x7E).contains($0) && ![0x22, 0x27, 0x5C, 0x7B, 0x7D].contains($0) }
    guard isPlain, before.count + after.count <= 40, !text.contains("\""), !text.contains("\\") else {
      return ("value", true)
    }
    let parts = [before, after].map { String(decoding: $0, as: UTF8.self) }
    return ("f\"\(parts[0]){\(text)}\(parts[1])\"", true)
  }

  private static func isLike(_ hole: UInt32, _ query: Query) -> Bool {
    let node = query.tree.innermostNode(at: hole)
    return node.parent.map { [.like, .iLike].contains($0.operator) } ?? false
  }

  /// A name for the placeholder: the expression's own where it has one.
  private static func word(_ expression: Node) -> String {
    switch expression.kind {
    case .name: expression.text
    case .member: expression.child(.property)?.text ?? "value"
    default: "value"
    }
  }
}
