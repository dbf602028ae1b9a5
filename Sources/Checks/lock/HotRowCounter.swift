import Analysis
import Syntax

/// `UPDATE stats SET hits = hits + 1 WHERE name = 'home'`: one row that all requests queue for.
enum HotRowCounter {
  static let kinds: [NodeKind] = [.sqlUpdate]

  static func check(_ update: Node, _ context: inout Context) {
    guard let write = RowAccess(sql: update), !write.key.isEmpty, write.guards.isEmpty,
      let column = write.selfReferences.sorted().first(where: isCounter), increments(update, column),
      hasFixedKey(update), !context.unit.isTest, !context.unit.isRunOnce, !changesSchema(context.unit)
    else { return }
    context.report(
      update,
      "Every request that counts in \(write.table).\(column) waits for the one before it to commit: the row is always the same.",
      help: """
        Count in Redis and add the sum to the row every few seconds:
          INCR \(write.table):\(column)
          UPDATE \(write.table) SET \(column) = \(column) + <sum> WHERE <key>
        """)
  }

  /// Views, hits, likes: what a page counts for each visitor, and what nothing else depends on.
  private static func isCounter(_ column: String) -> Bool {
    let words = column.lowercased().split { $0 == "_" }
    return words.contains { word in
      [
        "count", "counter", "counts", "views", "hits", "visits", "likes", "clicks", "impressions", "downloads", "plays",
        "requests", "pageviews",
      ].contains(word)
    }
  }

  /// `c = c + 1`, the step written out. A parameter is a sum that somebody collected.
  private static func increments(_ update: Node, _ column: String) -> Bool {
    update.children(.sqlAssignment).contains { assignment in
      guard assignment.sqlName(.target)?.name == column, let value = assignment.child(.value) else { return false }
      return value.kind == .sqlBinary && value.operator == .add && value.child(.right)?.kind == .sqlNumber
    }
  }

  /// All that the WHERE clause compares with is written out: every execution meets the same row.
  private static func hasFixedKey(_ update: Node) -> Bool {
    guard let condition = update.child(.sqlWhere) else { return false }
    return condition.descendants.allSatisfy {
      [.sqlBinary, .sqlColumn, .sqlNumber, .sqlString].contains($0.kind)
    }
  }

  /// A file that changes tables runs once.
  private static func changesSchema(_ unit: Unit) -> Bool {
    guard let tree = unit.tree, tree.root.kind == .sqlScript else { return false }
    return tree.root.children.contains {
      [.sqlCreateTable, .sqlAlterTable, .sqlCreateIndex, .sqlDropTable, .sqlInsert].contains($0.kind)
    }
  }
}
