import Syntax

/// The tables that one SELECT, UPDATE or DELETE reads, by the names its columns are qualified with.
public struct QueryScope {
  public struct Source {
    /// What qualifies its columns: the alias, else the name.
    public let qualifier: String?
    /// The table; nil for a derived table, a function or a common table expression.
    public let table: SQLName?
  }

  /// The SELECT, UPDATE or DELETE.
  public let statement: Node
  public let sources: [Source]
  /// More tables or WITH queries than a person writes: not all were looked at, so nothing can be said of columns.
  public let isTooLarge: Bool

  private static let sourceLimit = 200

  public init(_ statement: Node) {
    self.statement = statement
    let common = QueryScope.commonTables(around: statement)
    var sources: [Source] = []
    var open: [Node] = statement.children.filter {
      $0.kind == .sqlFrom || $0.role == .table || $0.role == .using
    }
    while sources.count <= QueryScope.sourceLimit, let node = open.popLast() {
      switch node.kind {
      case .sqlFrom, .sqlJoin:
        open += node.children.filter { $0.role != .condition && $0.role != .columns }
      case .sqlTable:
        let name = SQLName(node)
        let isCommon = name.map { $0.schema == nil && common.contains($0.name) } ?? false
        sources.append(Source(qualifier: node.sqlName(.alias)?.name ?? name?.name, table: isCommon ? nil : name))
      case .sqlDerivedTable, .sqlFunctionTable:
        sources.append(Source(qualifier: node.sqlName(.alias)?.name, table: nil))
      default: break
      }
    }
    self.sources = sources
    isTooLarge = sources.count > QueryScope.sourceLimit || common.count > QueryScope.sourceLimit
  }

  /// The source that a column belongs to; nil for a column of an outer query, or one that may belong to several.
  public func source(of column: Node) -> Source? {
    guard let name = SQLName(column) else { return nil }
    guard let qualifier = name.schema else { return sources.count == 1 ? sources[0] : nil }
    return sources.first { $0.qualifier == qualifier }
  }

  /// Whether a qualified column belongs to a query around this one.
  public func isOuter(_ column: Node) -> Bool {
    SQLName(column)?.schema != nil && source(of: column) == nil
  }

  private static func commonTables(around statement: Node) -> Set<String> {
    var names: Set<String> = []
    for node in [statement] + Array(statement.ancestors) {
      // A script may have very many children, and none of them is a WITH.
      guard node.kind != .sqlScript, node.kind != .sqlBlock, let with = node.child(.sqlWith) else { continue }
      for table in with.children where table.kind == .sqlCommonTable {
        if let name = table.sqlName(.name) { names.insert(name.name) }
        if names.count > sourceLimit { return names }
      }
    }
    return names
  }
}
