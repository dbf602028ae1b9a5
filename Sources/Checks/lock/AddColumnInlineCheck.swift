import Analysis
import Syntax

enum AddColumnInlineCheck {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = column.child(Role.name),
      let check = column.constraint(.sqlCheck), !check.has(.notValid),
      let alteration = LiveAlteration(action, context)
    else { return }
    let constraint =
      check.child(Role.name)?.shown ?? alteration.derivedName([SQLName(name)?.name ?? "column"], "check")
    let condition = check.child(.condition)?.shown ?? "..."
    let before = column.range.start
    let after = check.range
    let definition = column.tree.source.text(TextRange(before, after.start))
      + column.tree.source.text(TextRange(after.end, column.range.end))
    let bare = definition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    context.report(
      check, at: alteration.moment,
      "The CHECK on the new column is verified for every row under ACCESS EXCLUSIVE: every read and write on "
        + "\(alteration.shown) waits until the table is scanned, even though the column is new.",
      help: """
        \(alteration.alter("ADD COLUMN \(bare)"))
        \(alteration.alter("ADD CONSTRAINT \(constraint) CHECK (\(condition.unparenthesized)) NOT VALID"))
        \(alteration.alter("VALIDATE CONSTRAINT \(constraint)"))\(alteration.apart)
        """)
  }
}
