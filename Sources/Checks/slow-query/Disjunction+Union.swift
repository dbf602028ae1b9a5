import Analysis
import Syntax

extension Disjunction {
  /// Bytes of a query that somebody would still read twice.
  private static let longestRewrite = 4000

  /// The query with one SELECT for each side of the OR, which finds the same rows as often; nil where it cannot be
  /// told that it does.
  var union: String? {
    guard sides.count <= 4, let select = rewritableSelect, select.range.count <= Disjunction.longestRewrite else {
      return nil
    }
    var earlier: [String] = []
    var selects: [String] = []
    for side in sides {
      let text = side.code()
      var condition = text
      if !earlier.isEmpty { condition += " AND (\(earlier.joined(separator: " OR "))) IS NOT TRUE" }
      selects.append("  " + select.code(replacing: [node], with: condition))
      earlier.append(text)
    }
    var lines = selects.joined(separator: "\n  UNION ALL\n") + ";\nIS NOT TRUE keeps rows of two sides from coming twice."
    if select.subtree.contains(where: { $0.kind == .sqlParameter && !$0.isNumberedOrNamed }) {
      lines += " Pass the parameters once more, in their new order."
    }
    return lines
  }

  /// How else to write the query, as one or more sentences or statements.
  var withoutOr: String {
    if let union { return "Or write one SELECT for each side:\n" + union }
    guard !isInJoin else { return "" }
    return """
      Or find the keys
      first, by one SELECT for each side, joined with UNION, and then look for WHERE key IN (these).
      """
  }

  /// The SELECT, where it is a whole statement in which each row that is found makes one row of the result.
  private var rewritableSelect: Node? {
    guard let clause = node.ancestors.first(where: { $0.kind == .sqlSelect || $0.kind == .sqlQuery || !$0.kind.isSQL }),
      clause.kind == .sqlSelect, let query = clause.parent, query.kind == .sqlQuery,
      query.parent.map({ $0.kind == .sqlScript }) ?? true,
      query.children.allSatisfy({ $0 == clause })
    else { return nil }
    let parts: Set<NodeKind> = [.sqlSelectItem, .sqlFrom, .sqlWhere]
    guard clause.children.allSatisfy({ parts.contains($0.kind) }) else { return nil }
    // A call in the select list may be an aggregate.
    let items = clause.children.filter { $0.kind == .sqlSelectItem }
    guard !items.contains(where: { $0.subtree.contains { $0.kind == .sqlCall } }) else { return nil }
    if isInJoin {
      let joins = clause.subtree.filter { $0.kind == .sqlJoin }
      guard joins.allSatisfy({ !$0.has(.left) && !$0.has(.right) && !$0.has(.full) }) else { return nil }
    }
    return clause
  }
}

extension Node {
  /// `$1`, `:name`, `@name` or `%(name)s`: a parameter that may stand in the text twice.
  fileprivate var isNumberedOrNamed: Bool {
    let start = bytes.prefix(2)
    return start.count > 1 && !start.elementsEqual("%s".utf8) && start.first != UInt8(ascii: "?")
  }
}
