import Analysis
import Syntax

enum PrimaryKeyBuildsIndex {
  static let kinds: [NodeKind] = [.sqlAddConstraint, .sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    let column = action.child(.column)
    guard let key = action.child(.constraint) ?? column?.constraint(.sqlPrimaryKey),
      key.kind == .sqlPrimaryKey, key.child(.index) == nil,
      let alteration = LiveAlteration(action, context)
    else { return }
    let help =
      column.map { alteration.steps(adding: $0, of: action) }
      ?? (alteration.keySteps(key, key.child(.columns)?.children(.sqlName) ?? [])
        + ["A column that may be NULL is scanned once more under the lock: make it NOT NULL first."]
        + alteration.indexApart)
    context.report(
      column == nil ? action : key, at: alteration.moment,
      "The primary key builds its index under ACCESS EXCLUSIVE: every read and write on \(alteration.shown) waits "
        + "until it is done.",
      help: help.joined(separator: "\n"))
  }
}
