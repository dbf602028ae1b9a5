import Syntax

extension StaleRead {
  /// Stale reads in a script, or in the body of an SQL function: a SELECT, and an UPDATE of the same row after it.
  ///
  /// A script's statements run one after the other, so a SELECT of a column followed by its decrement is a check by the
  /// reader's own eyes or by the application between them. In a procedure the value is followed through its variable.
  public static func inSQL(_ script: Node) -> [StaleRead] {
    var finder = SQLStaleReadFinder()
    for node in script.descendants { finder.visit(node) }
    return finder.found
  }
}

private struct SQLStaleReadFinder {
  private struct Variable {
    let read: RowAccess
    let column: String
  }

  private var variables: [String: Variable] = [:]
  /// The last SELECT of each table.
  private var lastRead: [String: RowAccess] = [:]
  private var isLocked = false
  private(set) var found: [StaleRead] = []

  mutating func visit(_ node: Node) {
    switch node.kind {
    case .sqlCommit, .sqlRollback:
      isLocked = false
      lastRead.removeAll()
    case .sqlLockTable: isLocked = true
    case .sqlCall:
      if let name = node.child(.callee)?.text.lowercased(), name.contains("advisory") || name == "get_lock" {
        isLocked = true
      }
    case .sqlQuery:
      guard let read = RowAccess(sql: node) else { return }
      if read.isLocking { isLocked = true }
      guard !isLocked else { return }
      lastRead[read.table] = read
      remember(read, into: node.child(.body)?.child(.sqlInto))
    case .sqlUpdate:
      guard !isLocked, let write = RowAccess(sql: node) else { return }
      judge(write)
    default: break
    }
  }

  private mutating func remember(_ read: RowAccess, into target: Node?) {
    guard let target, let columns = read.columns else { return }
    for (name, column) in zip(target.children(.table), columns) where !column.isEmpty {
      if let name = SQLName(name)?.name { variables[name] = Variable(read: read, column: column) }
    }
  }

  private mutating func judge(_ write: RowAccess) {
    for assignment in write.node.children(.sqlAssignment) {
      guard let column = assignment.sqlName(.target)?.name, let value = assignment.child(.value)
      else { continue }
      if let decision = decision(around: write.node, on: column, of: write) {
        found.append(decision)
      } else if let read = computed(value, column, write) {
        found.append(StaleRead(kind: .readModifyWrite, read: read, write: write, column: column, decision: nil))
      } else if let read = lastRead[write.table], variables.isEmpty, read.columns?.contains(column) == true,
        value.kind == .sqlBinary, value.operator == .subtract, write.selfReferences.contains(column),
        isStale(read, write, column)
      {
        found.append(StaleRead(kind: .checkThenAct, read: read, write: write, column: column, decision: nil))
      }
    }
  }

  private func isStale(_ read: RowAccess, _ write: RowAccess, _ column: String) -> Bool {
    read.overlaps(write) && !StaleRead.isGuarded(write, against: read, column: column)
  }

  /// `IF v > 0 THEN UPDATE ...`, where v was read from the column.
  private func decision(around statement: Node, on column: String, of write: RowAccess) -> StaleRead? {
    for block in statement.ancestors where block.kind == .sqlBlock {
      guard let condition = block.firstChild, condition.kind == .sqlBinary || condition.kind == .sqlColumn else { continue }
      for node in condition.subtree where node.kind == .sqlColumn {
        if let variable = SQLName(node).flatMap({ variables[$0.name] }), variable.column == column,
          isStale(variable.read, write, column)
        {
          return StaleRead(
            kind: .checkThenAct, read: variable.read, write: write, column: column, decision: condition)
        }
      }
    }
    return nil
  }

  /// `SET balance = v + amount`, where v was read from the column.
  private func computed(_ value: Node, _ column: String, _ write: RowAccess) -> RowAccess? {
    guard value.kind == .sqlBinary || value.kind == .sqlCall else { return nil }
    for node in value.subtree where node.kind == .sqlColumn {
      if let variable = SQLName(node).flatMap({ variables[$0.name] }), variable.column == column,
        isStale(variable.read, write, column)
      {
        return variable.read
      }
    }
    return nil
  }
}
