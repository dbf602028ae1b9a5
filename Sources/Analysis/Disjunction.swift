import Syntax

/// An OR that stands at the top of a WHERE or join condition, possibly with other conditions ANDed beside it: one that
/// may decide how rows are found. An OR deeper down, or in CHECK, CASE, HAVING or a select list, is none.
public struct Disjunction {
  /// The whole OR.
  public let node: Node
  /// Its sides, two or more, in order. `isLong` says when they are too many to compare each with each.
  public let sides: [Node]
  /// The conditions that have to hold as well.
  public let conjuncts: [Node]
  /// Whether it stands in a join condition, and not in WHERE.
  public let isInJoin: Bool
  public let scope: QueryScope

  /// nil where the node is not the outermost OR of such a condition.
  public init?(_ node: Node) {
    guard node.kind == .sqlBinary, node.operator == .or, let parent = node.parent,
      !(parent.kind == .sqlBinary && parent.operator == .or)
    else { return nil }
    var top = node
    var conditions = 0
    while let parent = top.parent, parent.kind == .sqlBinary, parent.operator == .and {
      top = parent
      conditions += 1
      guard conditions < Disjunction.conditionLimit else { return nil }
    }
    guard let clause = top.parent, let home = Disjunction.home(of: clause, condition: top) else { return nil }
    self.node = node
    sides = Disjunction.flattened(node, .or)
    conjuncts = Disjunction.flattened(top, .and).prefix(Disjunction.conditionLimit).filter { $0 != node }
    isInJoin = clause.kind == .sqlJoin
    scope = QueryScope(home)
    guard !scope.isTooLarge else { return nil }
  }

  /// A query with more conditions than this is not looked at: each OR in it would look at all the others.
  private static let conditionLimit = 64

  private static func home(of clause: Node, condition: Node) -> Node? {
    let home: Node?
    switch clause.kind {
    case .sqlWhere: home = clause.parent
    case .sqlJoin where condition.role == .condition:
      home = clause.ancestors.first { $0.kind != .sqlJoin && $0.kind != .sqlFrom }
    default: home = nil
    }
    guard let home, [.sqlSelect, .sqlUpdate, .sqlDelete].contains(home.kind) else { return nil }
    return home
  }

  /// The operands of a chain of one operator, in order, without recursion.
  private static func flattened(_ node: Node, _ operation: Operator) -> [Node] {
    var result: [Node] = []
    var open = [node]
    while let next = open.popLast() {
      if next.kind == .sqlBinary, next.operator == operation {
        if let right = next.child(.right) { open.append(right) }
        if let left = next.child(.left) { open.append(left) }
      } else {
        result.append(next)
      }
    }
    return result
  }

  // MARK: Sides

  /// Whether it has more sides than anybody writes by hand.
  public var isLong: Bool { sides.count > 32 }

  /// The columns that a side speaks of, but for those of its subqueries.
  public func columns(of side: Node) -> [Node] {
    var result: [Node] = []
    var nodes = side.subtree
    while let node = nodes.next() {
      if node.kind == .sqlQuery { nodes.skip(node) }
      if node.kind == .sqlColumn { result.append(node) }
    }
    return result
  }

  /// The column that a side compares with known values by = or IN, and these values; nil for any other condition.
  public static func equality(_ side: Node) -> (column: Node, values: [Node])? {
    switch side.kind {
    case .sqlBinary where side.operator == .equal:
      guard let left = side.child(.left), let right = side.child(.right) else { return nil }
      if left.kind == .sqlColumn, right.isKnownValue { return (left, [right]) }
      if right.kind == .sqlColumn, left.isKnownValue { return (right, [left]) }
      return nil
    case .sqlIn where !side.has(.negated) && side.child(.source) == nil:
      let items = side.children(.item)
      guard let column = side.child(Role.value), column.kind == .sqlColumn, !items.isEmpty,
        items.allSatisfy(\.isKnownValue)
      else { return nil }
      return (column, items)
    default: return nil
    }
  }

  /// Whether a side, alone, would find few rows by an index: it has an equality, or a comparison with ANY.
  public func isSelective(_ side: Node) -> Bool {
    Disjunction.flattened(side, .and).contains { condition in
      if let equality = Disjunction.equality(condition) {
        return !Disjunction.isCoarse(equality.column, equality.values)
      }
      return condition.kind == .sqlQuantified && condition.operator == .equal && !condition.has(.all)
        || condition.kind == .sqlIn && !condition.has(.negated)
    }
  }

  /// A condition beside the OR by which few rows are found already: `id = $1 AND (a = 1 OR b = 2)`.
  ///
  /// - Parameter isIndexed: whether a column of a table is indexed, where that is known.
  public func pin(isIndexed: (SQLName, SQLName) -> Bool?) -> Node? {
    conjuncts.first { condition in
      if let (column, values) = Disjunction.equality(condition) {
        if let name = SQLName(column), let table = scope.source(of: column)?.table, let known = isIndexed(name, table) {
          return known
        }
        return !Disjunction.isCoarse(column, values)
      }
      // A correlated subquery looks its rows up for each row of the query around it.
      guard condition.kind == .sqlBinary, condition.operator == .equal,
        let left = condition.child(.left), let right = condition.child(.right),
        left.kind == .sqlColumn, right.kind == .sqlColumn
      else { return false }
      return scope.isOuter(left) != scope.isOuter(right)
    }
  }

  /// Whether the column's name says that it has only a few values, so that no index is worth its while.
  private static func isCoarse(_ column: Node, _ values: [Node]) -> Bool {
    guard let name = SQLName(column)?.name else { return false }
    if values.allSatisfy({ $0.kind == .sqlBoolean }) { return true }
    for prefix in ["is_", "has_", "can_", "was_"] where name.hasPrefix(prefix) { return true }
    let last = name.split(separator: "_").last.map(String.init) ?? name
    return coarseWords.contains(last)
  }

  private static let coarseWords: Set<String> = [
    "status", "state", "type", "kind", "category", "level", "priority", "role", "gender", "sex", "active", "enabled",
    "disabled", "deleted", "archived", "visible", "public", "private", "published", "flag", "flags", "country",
    "currency", "language", "lang", "locale", "region", "mode", "phase", "stage", "class", "channel", "source",
    "environment", "env", "tier", "plan",
  ]
}

extension Node {
  /// A literal, a parameter or a cast or call of such: one value for the whole statement.
  var isKnownValue: Bool {
    for node in subtree {
      switch node.kind {
      case .sqlColumn, .sqlQuery, .sqlNull, .sqlStar, .sqlDefaultValue: return false
      default: continue
      }
    }
    return true
  }

  /// Whether the pattern of a LIKE or regular expression may begin anywhere, so that a plain index is of no use.
  public var isUnanchoredMatch: Bool {
    guard kind == .sqlBinary else { return false }
    switch self.operator {
    case .like, .iLike, .similarTo:
      guard let pattern = child(.right) else { return false }
      if pattern.kind == .sqlString {
        let start = pattern.bytes.drop { $0 != UInt8(ascii: "'") }.dropFirst().first
        return self.operator == .iLike || start == UInt8(ascii: "%") || start == UInt8(ascii: "_")
      }
      return true
    case .regex: return true
    default: return false
    }
  }
}
