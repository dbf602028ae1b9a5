import Analysis
import Syntax

enum OrAcrossTables {
  static let kinds: [NodeKind] = [.sqlBinary]

  static func check(_ node: Node, _ context: inout Context) {
    guard context.isForPostgres, let disjunction = Disjunction(node), disjunction.readsTables,
      !disjunction.isOptionalParameter
    else { return }
    if disjunction.isInJoin { return checkJoin(node, disjunction, &context) }
    guard disjunction.isAcrossTables else { return }
    let isDecisive = context.pin(of: disjunction) == nil && disjunction.sides.allSatisfy(disjunction.isSelective)
    var qualifiers: [String] = []
    for table in disjunction.sides.lazy.compactMap({ disjunction.tables(of: $0).first })
    where qualifiers.count < 4 && !qualifiers.contains(table) {
      qualifiers.append(table)
    }
    let filters = disjunction.conjuncts.contains { !disjunction.tiesTables($0) }
    context.report(
      node,
      "The OR filters \(qualifiers.joined(separator: " or ")): no index can answer that, so "
        + (filters
          ? "it is checked for each joined row that the other conditions leave."
          : "the tables are joined completely and filtered afterwards."),
      help: disjunction.union.map { "One SELECT for each side, each starting from its own index:\n" + $0 }
        ?? """
          Find the keys first, by one SELECT for each side, joined with UNION, each starting from its own index; then
          look for WHERE key IN (these).
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
      help: disjunction.union.map { "One SELECT for each side, each with its own join:\n" + $0 }
        ?? """
          Find the pairs of keys first, by one inner join for each side, the two joined with UNION; then join that
          result by the keys.
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
