import Analysis
import Syntax

enum ReindexNotConcurrent {
  static let kinds: [NodeKind] = [.sqlReindex]

  static func check(_ reindex: Node, _ context: inout Context) {
    // REINDEX SYSTEM has no concurrent form.
    guard !reindex.has(.concurrently), reindex.object != .system,
      let moment = context.moment(at: reindex)
    else { return }
    let name = reindex.child(Role.name)
    if let name {
      guard let known = SQLName(name) else { return }
      if reindex.object == .table, moment.isCreatedHere(known) { return }
      if reindex.object == .index, moment.index(known) != nil { return }
    }
    let shown = name?.shown ?? "the current database"
    let waits =
      switch reindex.object {
      case .index:
        "Rebuilding index \(shown) holds SHARE on its table and ACCESS EXCLUSIVE on the index: every write to the "
          + "table waits until it is done, and so does every query, because planning locks all indexes."
      case .table:
        "Rebuilding the indexes of \(shown) holds SHARE on it and ACCESS EXCLUSIVE on each index: every write to "
          + "\(shown) waits until it is done, and so does every query, because planning locks all indexes."
      default:
        "Rebuilding the indexes of \(shown) blocks one table after the other: writes and reads of it wait until its "
          + "indexes are done."
      }
    var help = "  REINDEX \(reindex.object.keyword) CONCURRENTLY\(name.map { " " + $0.shown } ?? "");"
    if let transaction = moment.transaction {
      help += "\nIt cannot run in \(transaction.description): \(transaction.wayOut)."
    }
    context.report(reindex, at: moment, waits, help: help)
  }
}

extension ObjectKind {
  fileprivate var keyword: String {
    switch self {
    case .index: "INDEX"
    case .table: "TABLE"
    case .schema: "SCHEMA"
    default: "DATABASE"
    }
  }
}
