import Syntax

/// The expressions that a query call passes for the placeholders and interpolations of its SQL.
struct QueryArguments {
  private let text: EmbeddedText
  private var placeholders: [Int: Int] = [:]
  private var positional: [Node] = []
  private var named: [String: Node] = [:]

  init(call: Node, text: EmbeddedText, statement: Node) {
    self.text = text
    for (index, node) in statement.subtree.filter({ $0.kind == .sqlParameter }).enumerated() {
      placeholders[node.id] = index
    }
    // The argument that holds the SQL, and behind it the values: one collection, or one argument each.
    let arguments = call.children(.argument)
    let home = arguments.firstIndex { $0.range.contains(text.host.range) } ?? 0
    let rest = arguments.dropFirst(home + 1).filter { $0.child(.name) == nil || $0.child(.name)?.isText("params") == true || $0.child(.name)?.isText("parameters") == true }
    guard let first = rest.first?.child(.value) else { return }
    switch first.kind {
    case .tuple, .list: positional = Array(first.children)
    case .dictionary:
      for pair in first.children(.pair) {
        guard let key = pair.child(.key), let value = pair.child(.value) else { continue }
        named[key.text.filter { $0 != "\"" && $0 != "'" }] = value
      }
    default: positional = rest.compactMap { $0.child(.value) }
    }
  }

  /// What stands for an SQL placeholder or hole; nil where it can't be told.
  func expression(of node: Node) -> Node? {
    if node.kind == .sqlHole {
      let before = text.bytes[..<min(Int(node.range.start), text.bytes.count)].count { $0 == EmbeddedText.hole }
      return before < text.holes.count ? text.holes[before] : nil
    }
    guard node.kind == .sqlParameter else { return nil }
    let name = node.text
    if name.hasPrefix("$"), let number = Int(name.dropFirst()) {
      return number >= 1 && number <= positional.count ? positional[number - 1] : nil
    }
    let word = name.filter { $0.isLetter || $0.isNumber || $0 == "_" }
    if name != "%s", name != "?", let value = named[name.hasPrefix("%(") ? String(word.dropLast()) : word] { return value }
    guard let index = placeholders[node.id], index < positional.count else { return nil }
    return positional[index]
  }
}
