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
    let names = constraint.child(.columns)?.children(.sqlName) ?? column.flatMap { $0.child(Role.name) }.map { [$0] } ?? []
    let columns = names.map(\.shown).joined(separator: ", ")
    let name =
      constraint.child(Role.name)?.shown
      ?? alteration.derivedName(names.compactMap { SQLName($0)?.name }, "key")
    var help: [String] = []
    if let column, let type = column.child(Role.type) {
      help.append(alteration.alter("ADD COLUMN \(columns) \(type.shown)"))
    }
    help += [
      "  CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(alteration.shown) (\(columns));",
      alteration.alter("ADD CONSTRAINT \(name) UNIQUE USING INDEX \(name)"),
    ]
    if let transaction = alteration.moment.transaction {
      help.append("The index cannot be built in \(transaction.description): \(transaction.wayOut).")
    }
    context.report(
      column == nil ? action : constraint, at: alteration.moment,
      "The unique constraint builds its index under ACCESS EXCLUSIVE: every read and write on \(alteration.shown) "
        + "waits until it is done.",
      help: help.joined(separator: "\n"))
  }
}
