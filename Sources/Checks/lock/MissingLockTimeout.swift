import Analysis
import Syntax

enum MissingLockTimeout {
  static let kinds: [NodeKind] = [
    .sqlAlterTable, .sqlCreateTable, .sqlCreateIndex, .sqlDropIndex, .sqlDropTable, .sqlTruncate, .sqlReindex,
    .sqlCluster, .sqlVacuum, .sqlRefreshMaterializedView,
  ]

  static func check(_ statement: Node, _ context: inout Context) {
    guard let moment = context.moment(at: statement),
      let first = context.unit.migration.firstUnboundedLock, first.statement == statement
    else { return }
    context.report(
      statement, at: moment,
      "Without lock_timeout this waits for \(first.lock.mode.name) on \(first.lock.relation.shown) as long as any open "
        + "transaction uses it, and \(first.lock.mode.waiters ?? "everything") on it that comes later queues behind.",
      help: "Before it, and run the migration again when it gives up:\n  SET lock_timeout = '5s';")
  }
}
