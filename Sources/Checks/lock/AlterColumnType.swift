import Analysis
import Syntax

enum AlterColumnType {
  static let kinds: [NodeKind] = [.sqlAlterColumnType]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let columnName = SQLName(column),
      let type = action.child(Role.type), let new = SQLType(type),
      let alteration = LiveAlteration(action, context)
    else { return }
    let moment = alteration.moment
    let old = moment.column(columnName, of: alteration.table)?.type
    var change = old.map { moment.change(of: $0, to: new) } ?? .unknown
    if let using = action.child(.using), !using.isPlainCast(of: columnName, to: new) { change = .rewrites }
    let help = """
      \(alteration.alter("ADD COLUMN \((columnName.name + "_new").asIdentifier) \(type.shown)"))
      Write both columns from a trigger, fill the old rows in batches, build the indexes CONCURRENTLY, and then
      swap the names in one short transaction.
      """
    switch change {
    case .keepsRows:
      return
    case .keepsRowsInUTC:
      guard !moment.isTimeZoneUTC else { return }
      context.report(
        action, at: moment,
        "Unless the session's time zone is UTC, \(alteration.shown) and all its indexes are rewritten under ACCESS "
          + "EXCLUSIVE, and every read and write on \(alteration.shown) waits until that is done.",
        help: "  SET timezone = 'UTC';\n  \(alteration.statement.shown);\nThe stored values then stay as they are.",
        severity: .warning, confidence: .medium)
    case .rewrites:
      let from = old.map { " from \($0)" } ?? ""
      context.report(
        action, at: moment,
        "Changing \(column.shown)\(from) to \(type.shown) rewrites \(alteration.shown) and all its indexes under ACCESS "
          + "EXCLUSIVE: every read and write on \(alteration.shown) waits until that is done.",
        help: help)
    case .unknown:
      context.report(
        action, at: moment,
        "Unless \(column.shown) already has a type that \(type.shown) can hold as it is stored, \(alteration.shown) and "
          + "all its indexes are rewritten under ACCESS EXCLUSIVE, and every read and write on it waits.",
        help: help + "\nA wider varchar, varchar to text, and numeric with more digits before the point keep the rows.",
        severity: .warning, confidence: .medium)
    }
  }
}

extension Node {
  /// `USING c` and `USING c::type`: what PostgreSQL would do without USING.
  fileprivate func isPlainCast(of column: SQLName, to type: SQLType) -> Bool {
    if kind == .sqlColumn { return SQLName(self)?.name == column.name }
    guard kind == .sqlCast, let value = child(Role.value), value.kind == .sqlColumn,
      let cast = child(Role.type).flatMap({ SQLType($0) })
    else { return false }
    return SQLName(value)?.name == column.name && cast == type
  }
}
