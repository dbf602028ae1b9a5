import Analysis
import Syntax

enum DropIndexNotConcurrent {
  static let kinds: [NodeKind] = [.sqlDropIndex]

  static func check(_ drop: Node, _ context: inout Context) {
    guard !drop.has(.concurrently), drop.child(.table) == nil,
      let moment = context.moment(at: drop)
    else { return }
    let live = drop.children(Role.name).filter { name in
      SQLName(name).map { moment.index($0) == nil } ?? false
    }
    guard let first = live.first else { return }
    let names = live.map(\.shown).joined(separator: ", ")
    let exists = drop.has(.ifExists) ? "IF EXISTS " : ""
    // CONCURRENTLY takes one name and no CASCADE.
    var help = live.map { "  DROP INDEX CONCURRENTLY \(exists)\($0.shown);" }.joined(separator: "\n")
    if let transaction = moment.transaction {
      help += "\nIt cannot run in \(transaction.description): \(transaction.wayOut)."
    }
    var edits: [Finding.Edit] = []
    if moment.transaction == nil, drop.children(Role.name).count == 1, !drop.has(.cascade),
      let keyword = drop.token("INDEX")
    {
      edits = [context.insertion(" CONCURRENTLY", afterToken: keyword, in: drop.tree, isSafe: false)]
    }
    context.report(
      live.count == 1 ? first : drop, at: moment,
      "Dropping \(names) takes ACCESS EXCLUSIVE on the indexed table: it waits for every open query there, and "
        + "every read and write that comes later waits behind it.",
      help: help, edits: edits)
  }
}
