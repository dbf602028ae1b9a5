import Analysis
import Syntax

enum AddColumnInlineCheck {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column),
      let check = column.constraint(.sqlCheck), !check.has(.notValid),
      let alteration = LiveAlteration(action, context)
    else { return }
    context.report(
      check, at: alteration.moment,
      "The CHECK on the new column is verified for every row under ACCESS EXCLUSIVE: every read and write on "
        + "\(alteration.shown) waits until the table is scanned, even though the column is new.",
      help: alteration.steps(adding: column, of: action).joined(separator: "\n"))
  }
}
