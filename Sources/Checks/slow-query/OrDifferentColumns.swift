import Analysis
import Syntax

enum OrDifferentColumns {
  static let kinds: [NodeKind] = [.sqlBinary]

  static func check(_ node: Node, _ context: inout Context) {
    guard context.isForPostgres, let disjunction = Disjunction(node), !disjunction.isInJoin,
      disjunction.readsTables, !disjunction.isOptionalParameter, !disjunction.isAcrossTables,
      let columns = disjunction.differentColumns(end: context.unit.migration.end)
    else { return }
    let isDecisive = context.pin(of: disjunction) == nil && disjunction.sides.allSatisfy(disjunction.isSelective)
    let others = columns.count - 3
    let shown = others > 1
      ? columns.prefix(3).map(\.shown).joined(separator: ", ") + " and \(others) more"
      : columns.map(\.shown).joined(separator: " and ")
    let help = "Index every side: PostgreSQL then combines the indexes. " + disjunction.withoutOr
    switch context.indexed(columns, of: disjunction) {
    case .all:
      return
    case .missing(let column, let table):
      context.report(
        node,
        "\(column.shown) has no index, so the whole of \(table) is read for it, whatever index the other side of the OR "
          + "could use.",
        help: "  CREATE INDEX CONCURRENTLY ON \(table) (\(SQLName(column)?.name.asIdentifier ?? column.shown));",
        severity: isDecisive ? nil : .note, confidence: .high)
    case .unknown:
      context.report(
        node,
        isDecisive
          ? "The OR finds rows by \(shown): unless each of them has an index, the whole table is read."
          : "The OR over \(shown) can use an index only if each side has one.",
        help: help, severity: isDecisive ? nil : .note)
    }
  }
}

extension Disjunction {
  /// A column for each side, when no column stands on all sides and each side names known columns of one table.
  fileprivate func differentColumns(end: Moment) -> [Node]? {
    var first: [Node] = []
    var seen: Set<String> = []
    var common: Set<String>?
    for side in sides {
      // In a function, what is no column of the table is a variable.
      let columns = columns(of: side).filter { !scope.isOuter($0) && !isVariable($0, end: end) }
      guard let column = columns.first, !columns.contains(where: { $0.has(.star) }),
        !side.subtree.contains(where: \.isUnanchoredMatch), !side.isNegative
      else { return nil }
      let names = Set(columns.compactMap { SQLName($0)?.name })
      common = common?.intersection(names) ?? names
      if let name = SQLName(column)?.name, seen.insert(name).inserted { first.append(column) }
    }
    guard common?.isEmpty == true, first.count > 1 else { return nil }
    return first
  }
}

extension Disjunction {
  private func isVariable(_ column: Node, end: Moment) -> Bool {
    guard let name = SQLName(column), name.schema == nil, let table = scope.source(of: column)?.table else { return false }
    return end.hasColumn(name, table) == false
  }
}

extension Node {
  /// A condition that nearly all rows meet: no index would be used for it.
  fileprivate var isNegative: Bool {
    has(.negated) || kind == .sqlUnary && self.operator == .not
      || kind == .sqlBinary && (self.operator == .notEqual || self.operator == .isDistinctFrom)
  }
}

extension Context {
  fileprivate enum Indexes {
    case all
    case missing(column: Node, table: String)
    case unknown
  }

  fileprivate func indexed(_ columns: [Node], of disjunction: Disjunction) -> Indexes {
    let end = unit.migration.end
    var isKnown = true
    for column in columns {
      guard let name = SQLName(column), let table = disjunction.scope.source(of: column)?.table,
        let indexed = end.isIndexed(name, of: table)
      else {
        isKnown = false
        continue
      }
      if !indexed { return .missing(column: column, table: table.code) }
    }
    return isKnown ? .all : .unknown
  }
}
