import Analysis
import Syntax

enum OrSameColumn {
  static let kinds: [NodeKind] = [.sqlBinary]

  static func check(_ node: Node, _ context: inout Context) {
    guard context.isForPostgres, let disjunction = Disjunction(node), disjunction.readsTables else { return }
    var values: [Node] = []
    var column: Node?
    for side in disjunction.sides {
      guard let equality = Disjunction.equality(side) else { return }
      if let column, SQLName(column) != SQLName(equality.column) { return }
      column = column ?? equality.column
      values += equality.values
    }
    guard let column else { return }
    let replacement = "\(column.bareText) IN (\(values.map(\.text).joined(separator: ", ")))"
    let isPinned = context.pin(of: disjunction) != nil
    context.report(
      node,
      isPinned
        ? "\(column.shown) is compared \(values.count) times, joined by OR; IN says the same in one comparison."
        : "The OR makes PostgreSQL scan an index on \(column.shown) \(values.count) times and merge bitmaps, which "
          + "rules out an index-only scan; IN is one scan.",
      help: isPinned || disjunction.isInJoin
        ? "  " + replacement
        : """
          \(replacement)
        Or, with ORDER BY and LIMIT, UNION ALL of one SELECT for each value, each with its own.
        """,
      severity: isPinned ? .note : nil,
      edits: [Finding.Edit(context.location(of: node), replacement.enclosed(as: node), isSafe: true)])
  }
}

extension String {
  /// The range of a node in parentheses includes them.
  fileprivate func enclosed(as node: Node) -> String {
    node.has(.parenthesized) && node.text.hasPrefix("(") ? "(\(self))" : self
  }
}
