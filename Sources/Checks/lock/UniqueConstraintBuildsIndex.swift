import Analysis
import Syntax

enum UniqueConstraintBuildsIndex {
  static let kinds: [NodeKind] = [.sqlAddConstraint, .sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    let column = action.child(.column)
    guard let constraint = action.child(.constraint) ?? column?.constraint(.sqlUnique),
      constraint.kind == .sqlUnique, constraint.child(.index) == nil,
      let alteration = LiveAlteration(action, context)
    else { return }
    let help =
      column.map { alteration.steps(adding: $0, of: action) }
      ?? (alteration.keySteps(constraint, constraint.child(.columns)?.children(.sqlName) ?? []) + alteration.indexApart)
    context.report(
      column == nil ? action : constraint, at: alteration.moment,
      "The unique constraint builds its index under ACCESS EXCLUSIVE: every read and write on \(alteration.shown) "
        + "waits until it is done.",
      help: help.joined(separator: "\n"))
  }
}
