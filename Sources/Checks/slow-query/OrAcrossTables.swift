import Analysis
import Syntax

enum OrAcrossTables {
  static let kinds: [NodeKind] = [.sqlBinary]

  static func check(_ node: Node, _ context: inout Context) {
    guard context.isForPostgres, let disjunction = Disjunction(node), disjunction.readsTables,
      !disjunction.isLong, !disjunction.isOptionalParameter
    else { return }
    if disjunction.isInJoin { return checkJoin(node, disjunction, &context) }
    guard disjunction.isAcrossTables else { return }
    let isDecisive = context.pin(of: disjunction) == nil && disjunction.sides.allSatisfy(disjunction.isSelective)
    let qualifiers = disjunction.sides.compactMap { disjunction.tables(of: $0).first }
    context.report(
      node,
      "The OR filters \(qualifiers.joined(separator: " or ")): no index can answer that, so the tables are joined "
        + "completely and filtered afterwards.",
      help: """
        One SELECT for each side, each starting from its own index:
        \(disjunction.sides.map { "  SELECT ... WHERE \($0.shown.unparenthesized)" }.joined(separator: "\n  UNION\n"))
        """,
      severity: isDecisive ? nil : .note)
  }

  /// `ON a.id = b.x OR a.id = b.y`: only a nested loop can do that.
  private static func checkJoin(_ node: Node, _ disjunction: Disjunction, _ context: inout Context) {
    let isPinned = disjunction.conjuncts.contains { disjunction.tiesTables($0) }
    guard !isPinned, disjunction.sides.allSatisfy({ disjunction.tiesTables($0) }) else { return }
    context.report(
      node,
      "An OR in the join condition rules out hash and merge joins: every row of one table is compared with every row "
        + "of the other, or looked up once for each side.",
      help: """
        One SELECT for each side, joined with UNION:
        \(disjunction.sides.map { "  SELECT ... JOIN ... ON \($0.shown.unparenthesized)" }.joined(separator: "\n  UNION\n"))
        """)
  }
}

extension Disjunction {
  /// Whether a condition has an equality between columns of two tables of the query.
  fileprivate func tiesTables(_ condition: Node) -> Bool {
    condition.subtree.contains { node in
      guard node.kind == .sqlBinary, node.operator == .equal,
        let left = node.child(.left), let right = node.child(.right),
        left.kind == .sqlColumn, right.kind == .sqlColumn,
        let first = scope.source(of: left)?.qualifier, let second = scope.source(of: right)?.qualifier
      else { return false }
      return first != second
    }
  }
}
