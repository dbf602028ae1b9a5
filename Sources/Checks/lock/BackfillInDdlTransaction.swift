import Analysis
import Syntax

enum BackfillInDdlTransaction {
  static let kinds: [NodeKind] = [.sqlUpdate, .sqlDelete, .sqlInsert]

  static func check(_ statement: Node, _ context: inout Context) {
    guard let table = statement.child(.table)?.relationName, let name = SQLName(table),
      statement.touchesManyRows,
      let moment = context.moment(at: statement), !moment.isCreatedHere(name),
      let held = moment.heldLock(on: name), let waiters = held.mode.waiters, held.statement.isDDL
    else { return }
    context.report(
      statement, at: moment,
      "The transaction already holds \(held.mode.name) on \(table.shown): \(waiters) on it waits until all rows are "
        + "written and the transaction ends.",
      help: """
        Commit after the schema change. Then write the rows in batches, each in a transaction of its own:
          ... \(table.shown) ... WHERE id IN (SELECT id FROM \(table.shown) WHERE ... LIMIT 5000);
        """,
      related: [(held.statement, "\(held.mode.name) is taken here")])
  }
}

extension Node {
  fileprivate var isDDL: Bool {
    kind == .sqlAlterTable || kind == .sqlCreateIndex || kind == .sqlDropIndex
  }

  fileprivate var touchesManyRows: Bool {
    if kind == .sqlInsert {
      return child(.source)?.child(.body).map { $0.descendants.contains { $0.kind == .sqlFrom } } ?? false
    }
    return !(child(.sqlWhere)?.pinsOneRow ?? false)
  }

  /// `WHERE id = 42`, also with more conditions.
  private var pinsOneRow: Bool {
    var open = Array(children)
    while let node = open.popLast() {
      guard node.kind == .sqlBinary else { continue }
      if node.operator == .and {
        open += Array(node.children)
      } else if node.operator == .equal, let column = node.child(.left), column.kind == .sqlColumn,
        let value = node.child(.right)?.kind, value != .sqlColumn, value != .sqlSubquery
      {
        if ["id", "uuid", "key", "name", "code", "slug"].contains(SQLName(column)?.name) { return true }
      }
    }
    return false
  }
}
