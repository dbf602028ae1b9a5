import Analysis
import Syntax

enum ConcurrentlyInTransaction {
  static let kinds: [NodeKind] = [
    .sqlCreateIndex, .sqlDropIndex, .sqlReindex, .sqlAlterTable, .sqlVacuum, .sqlCluster, .sqlCreate, .sqlDrop,
    .sqlAlter,
  ]

  static func check(_ statement: Node, _ context: inout Context) {
    guard let form = statement.formRefusedInTransaction,
      let moment = context.moment(at: statement), let transaction = moment.transaction
    else { return }
    var related: [(node: Node, message: String)] = []
    if case .begin(let begin) = transaction.cause { related = [(begin, "the transaction begins here")] }
    context.report(
      statement, at: moment,
      "\(form) fails in \(transaction.description): PostgreSQL refuses to run it inside a transaction, and the "
        + "migration stops here.",
      help: "Take it out of the transaction: \(transaction.wayOut).", related: related)
  }
}
