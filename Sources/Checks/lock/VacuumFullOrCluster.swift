import Analysis
import Syntax

enum VacuumFullOrCluster {
  static let kinds: [NodeKind] = [.sqlVacuum, .sqlCluster]

  static func check(_ statement: Node, _ context: inout Context) {
    guard statement.kind == .sqlCluster || statement.has(.full),
      let moment = context.moment(at: statement)
    else { return }
    let tables = statement.children(.table)
    let live = tables.filter { !moment.isCreatedHere($0) }
    guard tables.isEmpty || !live.isEmpty else { return }
    let shown = live.map { SQLName($0) == nil ? "the table" : $0.shown }.joined(separator: ", ")
    let verb = statement.kind == .sqlCluster ? "CLUSTER" : "VACUUM FULL"
    let target = tables.isEmpty ? "each table in turn" : shown
    context.report(
      statement, at: moment,
      "\(verb) writes \(target) and its indexes anew under ACCESS EXCLUSIVE: every read and write on "
        + "\(tables.isEmpty ? "that table" : shown) waits until it is done.",
      help: """
        pg_repack does the same and takes the lock only to swap the files:
          pg_repack\(live.map { " --table=" + $0.shown }.joined())
        Plain VACUUM makes the space usable again and blocks nobody:
          VACUUM (ANALYZE)\(tables.isEmpty ? "" : " " + shown);
        """)
  }
}
