import Syntax

/// The lock that a statement takes on one relation that it names. Measured on PostgreSQL 15.
public struct RelationLock: Sendable {
  /// The relation's name in the statement.
  public let relation: Node
  public let mode: LockMode

  /// All that a statement takes on the tables and materialized views it names. Locks on relations that it only leads
  /// to (the table of a dropped index, partitions, tables referenced by a dropped one) are not among them.
  public static func taken(by statement: Node) -> [RelationLock] {
    switch statement.kind {
    case .sqlAlterTable: alterTable(statement)
    case .sqlCreateTable: createTable(statement)
    case .sqlCreateIndex:
      all(statement.children(.table), statement.has(.concurrently) ? .shareUpdateExclusive : .share)
    case .sqlReindex:
      statement.object == .table
        ? all(statement.children(Role.name), statement.has(.concurrently) ? .shareUpdateExclusive : .share) : []
    case .sqlDropTable: all(statement.children(Role.name), .accessExclusive)
    case .sqlTruncate, .sqlCluster: all(statement.children(.table), .accessExclusive)
    case .sqlVacuum: all(statement.children(.table), statement.has(.full) ? .accessExclusive : .shareUpdateExclusive)
    case .sqlAnalyze: all(statement.children(.table), .shareUpdateExclusive)
    case .sqlLockTable: all(statement.children(.table), lockTableMode(statement))
    case .sqlRefreshMaterializedView:
      all(statement.children(Role.name), statement.has(.concurrently) ? .exclusive : .accessExclusive)
    case .sqlInsert, .sqlUpdate, .sqlDelete, .sqlMerge:
      all([statement.child(.table)].compactMap { $0?.relationName }, .rowExclusive)
    default: []
    }
  }

  private static func all(_ relations: [Node], _ mode: LockMode) -> [RelationLock] {
    relations.map { RelationLock(relation: $0, mode: mode) }
  }

  private static func createTable(_ statement: Node) -> [RelationLock] {
    var locks: [RelationLock] = []
    if let parent = statement.child(.parent) {
      let mode: LockMode = statement.has(.partitionOf) ? .accessExclusive : .shareUpdateExclusive
      locks.append(RelationLock(relation: parent, mode: mode))
    }
    return locks + referenced(by: statement)
  }

  /// A new foreign key puts triggers on the table that it points to.
  private static func referenced(by node: Node) -> [RelationLock] {
    all(
      node.descendants.filter { $0.kind == .sqlForeignKey }.compactMap { $0.child(.table) },
      .shareRowExclusive)
  }

  private static func alterTable(_ statement: Node) -> [RelationLock] {
    guard let table = statement.child(.table) else { return [] }
    var strongest = LockMode.accessShare
    var others: [RelationLock] = []
    for action in statement.children(.action) {
      strongest = max(strongest, mode(ofAction: action))
      switch action.kind {
      case .sqlAddColumn, .sqlAddConstraint: others += referenced(by: action)
      case .sqlAttachPartition, .sqlDetachPartition: others += all(action.children(.table), .accessExclusive)
      default: break
      }
    }
    return [RelationLock(relation: table, mode: strongest)] + others
  }

  /// What one ALTER TABLE action takes on the altered table.
  public static func mode(ofAction action: Node) -> LockMode {
    switch action.kind {
    case .sqlValidateConstraint, .sqlAttachPartition: return .shareUpdateExclusive
    case .sqlDetachPartition:
      return action.has(.concurrently) || action.has(.finalize) ? .shareUpdateExclusive : .accessExclusive
    case .sqlAddConstraint:
      return action.child(.constraint)?.kind == .sqlForeignKey ? .shareRowExclusive : .accessExclusive
    case .sqlAlterAction: return mode(ofWords: action.sqlWords(limit: 6))
    default: return .accessExclusive
    }
  }

  private static func mode(ofWords words: [String]) -> LockMode {
    guard words.count >= 2 else { return .accessExclusive }
    switch (words[0], words[1]) {
    case ("SET", "("), ("RESET", "("), ("CLUSTER", "ON"): return .shareUpdateExclusive
    case ("SET", "WITHOUT"): return words.contains("CLUSTER") ? .shareUpdateExclusive : .accessExclusive
    case ("ENABLE", "TRIGGER"), ("DISABLE", "TRIGGER"): return .shareRowExclusive
    case ("ENABLE", "ALWAYS"), ("ENABLE", "REPLICA"):
      return words.contains("TRIGGER") ? .shareRowExclusive : .accessExclusive
    case ("ALTER", _):
      let rest = words.drop { $0 != "SET" && $0 != "RESET" }.dropFirst()
      return rest.first == "STATISTICS" || rest.first == "(" ? .shareUpdateExclusive : .accessExclusive
    default: return .accessExclusive
    }
  }

  private static func lockTableMode(_ statement: Node) -> LockMode {
    guard let mode = statement.child(.mode) else { return .accessExclusive }
    let words = mode.sqlWords().filter { $0 != "IN" && $0 != "MODE" }
    return LockMode(name: words.joined(separator: " ")) ?? .accessExclusive
  }
}

extension Node {
  /// The `sqlName` of a table reference: of `sqlTable`, of the first table of a join, or the name itself.
  public var relationName: Node? {
    var node = self
    while true {
      switch node.kind {
      case .sqlName: return node
      case .sqlTable:
        guard let name = node.child(.table) else { return nil }
        node = name
      case .sqlJoin:
        guard let left = node.child(.left) else { return nil }
        node = left
      default: return nil
      }
    }
  }
}
