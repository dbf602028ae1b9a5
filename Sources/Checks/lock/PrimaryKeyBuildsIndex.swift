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
    let names = key.child(.columns)?.children(.sqlName) ?? column.flatMap { $0.child(Role.name) }.map { [$0] } ?? []
    let columns = names.map(\.shown).joined(separator: ", ")
    let name = key.child(Role.name)?.shown ?? alteration.derivedName([], "pkey")
    var help: [String] = []
    if let column, let type = column.child(Role.type) {
      help += [
        alteration.alter("ADD COLUMN \(columns) \(type.shown)"),
        "Fill it in batches and make it NOT NULL by way of a validated CHECK, then:",
      ]
    }
    help += [
      "  CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(alteration.shown) (\(columns));",
      alteration.alter("ADD CONSTRAINT \(name) PRIMARY KEY USING INDEX \(name)"),
      "A column that may be NULL is scanned once more under the lock: make it NOT NULL first.",
    ]
    if let transaction = alteration.moment.transaction {
      help.append("The index cannot be built in \(transaction.description): \(transaction.wayOut).")
    }
    context.report(
      column == nil ? action : key, at: alteration.moment,
      "The primary key builds its index under ACCESS EXCLUSIVE: every read and write on \(alteration.shown) waits "
        + "until it is done.",
      help: help.joined(separator: "\n"))
  }
}
