import Syntax

/// One statement's reading or changing of the rows of one table, in SQL or through an object mapper.
public struct RowAccess {
  public enum Action: Sendable { case read, write }
  public enum Library: Sendable { case sql, django, sqlalchemy }

  public let action: Action
  /// Table name, folded and without schema, or the model's name.
  public let table: String
  /// Whose tree holds it: the statement in SQL, the call or assignment in code.
  public private(set) var node: Node
  public let library: Library
  /// Which rows: column to the text of what it equals. `pk` is `id`.
  public var key: [String: String]
  /// Columns read in order of the select list, nil for all of them; for a write, the columns assigned.
  public var columns: [String]?
  /// Columns that the WHERE clause compares besides testing the key for equality, or tests for a literal.
  public var guards: Set<String>
  /// Takes a row lock.
  public var isLocking: Bool
  /// Columns whose new value is computed by the database from their old one.
  public var selfReferences: Set<String>

  public init(
    _ action: Action, table: String, node: Node, key: [String: String] = [:],
    columns: [String]? = nil, guards: Set<String> = [], isLocking: Bool = false,
    selfReferences: Set<String> = [], library: Library = .sql
  ) {
    self.action = action
    self.table = table
    self.node = node
    self.key = key
    self.columns = columns
    self.guards = guards
    self.isLocking = isLocking
    self.selfReferences = selfReferences
    self.library = library
  }

  /// Whether the row is the object that a method is called on: its caller has read it.
  public var isReceiver: Bool { node.kind == .parameter }

  /// The same access, placed at the node that runs it.
  func at(_ node: Node) -> RowAccess {
    var access = self
    access.node = node
    return access
  }

  /// Whether both may mean the same row: no column that both fix is fixed to another value.
  public func overlaps(_ other: RowAccess) -> Bool {
    guard table == other.table else { return false }
    for (column, value) in key {
      if let there = other.key[column], there != value { return false }
    }
    return key.isEmpty == other.key.isEmpty
      && (key.isEmpty || key.keys.contains { other.key[$0] != nil })
  }
}

extension RowAccess {
  /// What an SQL statement does to the rows of its one table; nil for statements of other kinds and for joins.
  ///
  /// - Parameter parameter: the text of the value that a placeholder stands for, where the caller knows it.
  public init?(sql statement: Node, parameter: (Node) -> String? = { _ in nil }) {
    switch statement.kind {
    case .sqlQuery:
      guard let select = statement.child(.body), select.kind == .sqlSelect,
        let from = select.child(.sqlFrom), let table = from.firstChild, table.kind == .sqlTable,
        table.nextSibling == nil, let name = table.sqlName(.table)?.name
      else { return nil }
      self.init(.read, table: name, node: statement)
      isLocking = statement.child(.sqlLocking) != nil
      columns = Self.selected(select)
      read(select.child(.sqlWhere), parameter)
    case .sqlUpdate:
      guard let table = statement.child(.table), table.kind == .sqlTable,
        let name = table.sqlName(.table)?.name
      else { return nil }
      self.init(.write, table: name, node: statement)
      var assigned: [String] = []
      for assignment in statement.children(.sqlAssignment) {
        guard let column = assignment.sqlName(.target)?.name else { continue }
        assigned.append(column)
        let value = assignment.child(.value)
        if value?.subtree.contains(where: { $0.kind == .sqlColumn && SQLName($0)?.name == column }) == true {
          selfReferences.insert(column)
        }
      }
      columns = assigned
      read(statement.child(.sqlWhere), parameter)
    default:
      return nil
    }
  }

  /// Names in the select list; nil when it holds more than columns or a star.
  private static func selected(_ select: Node) -> [String]? {
    var names: [String] = []
    for item in select.children(.item) {
      guard let value = item.child(.value), value.kind != .sqlStar, !value.has(.star) else { return nil }
      if value.kind == .sqlColumn {
        names.append(SQLName(value)?.name ?? "")
      } else if let alias = item.sqlName(.alias) {
        names.append(alias.name)
      } else {
        names.append("")
      }
    }
    return names
  }

  private mutating func read(_ condition: Node?, _ parameter: (Node) -> String?) {
    guard let condition = condition?.firstChild else { return }
    var conjuncts = [condition]
    while let next = conjuncts.popLast() {
      if next.kind == .sqlBinary, next.operator == .and {
        conjuncts.append(contentsOf: next.children)
        continue
      }
      if next.kind == .sqlBinary, next.operator == .equal, let left = next.child(.left),
        let right = next.child(.right)
      {
        let (column, value) = left.kind == .sqlColumn ? (left, right) : (right, left)
        if column.kind == .sqlColumn, let name = SQLName(column)?.name {
          key[Self.keyColumn(name)] = parameter(value) ?? value.text
          continue
        }
      }
      for node in next.subtree where node.kind == .sqlColumn {
        if let name = SQLName(node)?.name { guards.insert(name) }
      }
    }
  }

  static func keyColumn(_ name: String) -> String { name == "pk" ? "id" : name }
}
