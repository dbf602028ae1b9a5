import Analysis
import Syntax

/// A new value computed in the application from a column that was read without a lock, written back over it.
enum ReadModifyWrite {
  static let kinds: [NodeKind] = [.function, .module, .sqlScript]

  static func check(_ node: Node, _ context: inout Context) {
    let found = context.unit.staleReads(in: node).filter { $0.kind == .readModifyWrite }
    guard !found.isEmpty, !context.unit.isTest, !context.unit.isRunOnce else { return }
    for stale in found {
      context.report(
        stale.write.node,
        "`\(stale.write.table).\(stale.column)` is computed from a value read earlier: what another request wrote in between is lost.",
        help: help(stale), severity: stale.read.isReceiver ? .warning : nil,
        confidence: stale.read.isReceiver ? .medium : nil, related: [(stale.read.node, stale.read.whereItWasRead)])
    }
  }

  private static func help(_ stale: StaleRead) -> String {
    let (table, column) = (stale.write.table, stale.column)
    switch stale.read.library {
    case .sql:
      return """
        Let the database compute: UPDATE \(table) SET \(column) = \(column) + <change> WHERE <key>
        or lock the row when it is read, in the same transaction: SELECT \(column) FROM \(table) WHERE <key> FOR UPDATE.
        """
    case .django:
      return """
        Let the database compute: \(table).objects.filter(pk=...).update(\(column)=F("\(column)") + change)
        or lock the row when it is read, inside transaction.atomic(): \(table).objects.select_for_update().get(...).
        """
    case .sqlalchemy:
      return """
        Let the database compute: assign \(table).\(column) + change (the class's attribute) instead of the loaded value,
        or lock the row when it is read: .with_for_update().
        """
    }
  }
}

extension RowAccess {
  /// What to say beside the place of a read.
  var whereItWasRead: String { isReceiver ? "loaded by the caller, maybe long ago" : "read here, without a lock" }
}
