import Analysis
import Syntax

enum AddColumnSerial {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column),
      let type = column.child(Role.type), let known = SQLType(type),
      known.isSerial || column.constraint(.sqlIdentity) != nil,
      let alteration = LiveAlteration(action, context)
    else { return }
    context.report(
      action, at: alteration.moment,
      "Numbering the rows of \(alteration.shown) rewrites the table and all its indexes under ACCESS EXCLUSIVE: every "
        + "read and write on \(alteration.shown) waits until that is done.",
      help: alteration.steps(adding: column, of: action).joined(separator: "\n"))
  }
}
