import Analysis
import Syntax

enum IndexNotConcurrent {
  static let kinds: [NodeKind] = [.sqlCreateIndex]

  static func check(_ index: Node, _ context: inout Context) {
    // ON ONLY a partitioned table builds nothing.
    guard !index.has(.concurrently), !index.has(.only),
      let table = index.child(.table), let name = SQLName(table),
      let moment = context.moment(at: index), !moment.isCreatedHere(name),
      let keyword = index.token("INDEX")
    else { return }
    let transaction = moment.transaction
    let statement = "  " + index.shown(with: "CONCURRENTLY", afterToken: keyword) + ";"
    let edits = transaction == nil
      ? [context.insertion(" CONCURRENTLY", afterToken: keyword, in: index.tree, isSafe: false)] : []
    context.report(
      index, at: moment,
      "\(index.indexTitle) is built while holding SHARE on \(table.shown): every INSERT, UPDATE and DELETE on "
        + "\(table.shown) waits until it is done.",
      help: transaction.map { "\(statement)\nIt cannot run in \($0.description): \($0.wayOut)." }
        ?? "\(statement)\nIt has to run outside of a transaction.",
      edits: edits)
  }
}

extension Node {
  fileprivate var indexTitle: String {
    child(Role.name).map { "Index \($0.shown)" } ?? "The index"
  }
}
