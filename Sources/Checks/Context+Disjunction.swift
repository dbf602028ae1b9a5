import Analysis
import Syntax

extension Context {
  /// The condition beside an OR by which few rows are found already, or may be: one that comes at run time.
  func pin(of disjunction: Disjunction) -> Node? {
    let end = unit.migration.end
    return disjunction.pin { end.isIndexed($0, of: $1) } ?? disjunction.conjuncts.first { $0.kind == .sqlHole }
  }
}

extension Disjunction {
  /// Whether it reads tables that may be large: not only derived tables or the catalog.
  var readsTables: Bool {
    scope.sources.contains { source in
      guard let table = source.table else { return false }
      return table.schema != "pg_catalog" && table.schema != "information_schema" && !table.name.hasPrefix("pg_")
    }
  }

  /// The tables of the query that a side speaks of, as its columns are qualified, sorted.
  func tables(of side: Node) -> [String] {
    Set(columns(of: side).compactMap { scope.source(of: $0)?.qualifier }).sorted()
  }

  /// Whether its sides filter different tables: each names some, and none is named by all.
  var isAcrossTables: Bool {
    guard scope.sources.count > 1 else { return false }
    var common: Set<String>?
    for side in sides {
      let tables = Set(tables(of: side))
      guard !tables.isEmpty else { return false }
      common = common?.intersection(tables) ?? tables
    }
    return common?.isEmpty ?? false
  }

  var isOptionalParameter: Bool { optionalParameter != nil }
  /// The parameter of `$1 IS NULL OR column = $1`, or of a side that is only a parameter.
  var optionalParameter: Node? {
    guard !isLong else { return nil }
    for side in sides {
      guard let parameter = side.switchParameter else { continue }
      let others = sides.filter { $0 != side && !columns(of: $0).isEmpty }
      let isBare = side.kind == .sqlParameter
      if !others.isEmpty, isBare || others.contains(where: { $0.mentions(parameter) }) { return parameter }
    }
    return nil
  }
}

extension Node {
  /// The parameter of a side that tests only it: `$1 IS NULL`, `$1 = ''`, `:all`.
  fileprivate var switchParameter: Node? {
    guard !subtree.contains(where: { $0.kind == .sqlColumn || $0.kind == .sqlQuery }) else { return nil }
    guard kind == .sqlIsNull && !has(.negated) || kind == .sqlParameter || kind == .sqlBinary && self.operator == .equal
    else { return nil }
    return subtree.first { $0.kind == .sqlParameter || $0.kind == .sqlHole }
  }

  fileprivate func mentions(_ parameter: Node) -> Bool {
    // Parameters without a name all look the same.
    subtree.contains { $0.kind == parameter.kind && $0.bytes.elementsEqual(parameter.bytes) }
  }
}
