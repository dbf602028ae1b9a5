import Analysis
import Syntax

/// A decision on a column that was read without a lock, and a later statement that changes that column.
enum CheckThenAct {
  static let kinds: [NodeKind] = [.function, .module, .sqlScript]

  static func check(_ node: Node, _ context: inout Context) {
    let found = context.unit.staleReads(in: node).filter { $0.kind == .checkThenAct }
    guard !found.isEmpty, !context.unit.isTest, !context.unit.isRunOnce else { return }
    for stale in found {
      let column = "\(stale.write.table).\(stale.column)"
      let related = [
        (stale.read.node, stale.read.whereItWasRead), (stale.write.node, "changed here, whatever the row holds by then"),
      ]
      guard let decision = stale.decision else {
        context.report(
          stale.write.node,
          "`\(column)` may have changed since it was selected: two sessions see the same value and both take from it.",
          help: help(stale), confidence: .medium, related: [related[0]])
        continue
      }
      let place = decision.child(.condition) ?? decision
      let isSure = stale.isConsumption && !stale.read.isReceiver
      context.report(
        place,
        "`\(column)` is checked here and changed in a later statement: two requests pass the check together and both act.",
        help: help(stale), severity: isSure ? nil : .warning, confidence: isSure ? nil : .medium, related: related)
    }
  }

  private static func help(_ stale: StaleRead) -> String {
    let (table, column) = (stale.write.table, stale.column)
    guard stale.isConsumption else {
      return """
        Claim the row in one statement and look at the number of affected rows, 0 means that somebody was faster:
          UPDATE \(table) SET \(column) = <new> WHERE <key> AND \(column) = <old>
        or lock the row when it is read, in the same transaction.
        """
    }
    switch stale.write.library == .sql ? stale.read.library : stale.write.library {
    case .sql:
      return """
        Check and change in one statement, and look at the number of affected rows:
          UPDATE \(table) SET \(column) = \(column) - <n> WHERE <key> AND \(column) >= <n>
        or lock the row when it is read, in the same transaction: SELECT \(column) FROM \(table) WHERE <key> FOR UPDATE.
        """
    case .django:
      return """
        Check and change in one statement, and look at what it returns:
          \(table).objects.filter(pk=..., \(column)__gte=n).update(\(column)=F("\(column)") - n)
        or lock the row when it is read, inside transaction.atomic(): \(table).objects.select_for_update().get(...).
        """
    case .sqlalchemy:
      return """
        Check and change in one statement, and look at rowcount:
          update(\(table)).where(..., \(table).\(column) >= n).values(\(column)=\(table).\(column) - n)
        or lock the row when it is read: .with_for_update().
        """
    }
  }
}
