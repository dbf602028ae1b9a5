import Syntax

/// A text of SQL as it runs: its statements in order, the transactions they run in, and what is known before each.
///
/// The bodies of DO blocks run where they stand. A function's body runs some other time, so it is looked at by itself,
/// and what it does is forgotten at its end. In application code the statements are those of its strings.
public final class Migration {
  public struct Transaction: Sendable {
    public enum Cause: Sendable {
      /// BEGIN or START TRANSACTION.
      case begin(Node)
      /// The tool that runs the file opens it.
      case tool(MigrationTool)
      /// A DO block or a function runs inside the statement that calls it.
      case body(Node)
    }

    public let cause: Cause
    /// How a message speaks of it.
    public var description: String {
      switch cause {
      case .begin: "the transaction that BEGIN opened"
      case .tool(let tool): "the transaction that \(tool.name) opens around the file"
      case .body(let node): node.kind == .sqlDo ? "the transaction of the DO block" : "the caller's transaction"
      }
    }

    /// How to get a statement out of it, as an instruction.
    public var wayOut: String {
      switch cause {
      case .begin: "move it behind COMMIT"
      case .tool(let tool): tool.optOut
      case .body(let node):
        node.kind == .sqlDo ? "write it as a statement of its own, outside of the DO block"
          : "send it as a statement of its own, not from a function"
      }
    }
  }

  struct Step {
    let statement: Node
    /// Which transaction: a number of its own for each statement outside of one.
    let transaction: Int
    let opened: Transaction?
    let lockTimeout: Node?
    let isTimeZoneUTC: Bool
    let undoes: Bool
  }

  /// A constraint that is validated or dropped here, and was added by a migration that is not seen.
  struct ForeignConstraint {
    let name: String
    let table: SQLName
    let isDropped: Bool
    let step: Int
  }

  public let schema = Schema()
  var steps: [Step] = []
  private var stepOfNode: [Node: Int] = [:]
  /// By table.
  var foreignConstraints: [String: [ForeignConstraint]] = [:]

  init() {}

  /// The first statement that waits without limit for a lock on a table in use, and that lock.
  public private(set) lazy var firstUnboundedLock: (statement: Node, lock: RelationLock)? = {
    for (index, step) in steps.enumerated() where step.lockTimeout == nil && !step.undoes {
      let moment = Moment(migration: self, step: index)
      let lock = RelationLock.taken(by: step.statement)
        .first { $0.mode.blocksWrites && !moment.isCreatedHere($0.relation) }
      if let lock { return (step.statement, lock) }
    }
    return nil
  }()

  /// Whether an earlier migration seems to have added a CHECK that proves the column not null: it is validated before
  /// this moment, or dropped when it has done its duty. Only the constraint's name tells.
  public func seemsProven(_ column: SQLName, of table: SQLName, at moment: Moment) -> Bool {
    foreignConstraints[table.name, default: []].suffix(Migration.foreignConstraintLimit).contains {
      guard $0.table.matches(table), $0.isDropped || $0.step < moment.step else { return false }
      let name = $0.name.lowercased()
      let saysNull = name.contains("null") || name.hasSuffix("_nn")
      return saysNull && name.contains(column.name) || name.contains("not_null") || name.contains("notnull")
    }
  }

  private static let foreignConstraintLimit = 64

  func append(_ step: Step) {
    stepOfNode[step.statement] = steps.count
    steps.append(step)
  }

  /// What is known before the statement that the node is or stands in runs, or before the ALTER TABLE action.
  public func moment(at node: Node) -> Moment {
    if let step = stepOfNode[node] { return Moment(migration: self, step: step) }
    for ancestor in node.ancestors {
      if let step = stepOfNode[ancestor] { return Moment(migration: self, step: step) }
    }
    return Moment(migration: self, step: steps.count)
  }

  /// What is known when all is done.
  public var end: Moment { Moment(migration: self, step: steps.count) }
}

/// The state of a migration before one of its steps.
public struct Moment {
  let migration: Migration
  let step: Int

  private var record: Migration.Step? { step < migration.steps.count ? migration.steps[step] : nil }
  private var schema: Schema { migration.schema }

  // MARK: Transaction

  /// The transaction that the statement runs in, where it is known to run in one.
  public var transaction: Migration.Transaction? { record?.opened }

  /// Whether the step undoes a migration: the down part of a file, a `.down.sql`, `downgrade()`.
  public var undoes: Bool { record?.undoes ?? false }

  /// The SET that bounds how long the statement waits for a lock.
  public var lockTimeout: Node? { record?.lockTimeout }

  /// Whether the session's time zone was set to UTC.
  public var isTimeZoneUTC: Bool { record?.isTimeZoneUTC ?? false }

  /// The strongest lock that the same transaction already holds on a table.
  public func heldLock(on table: SQLName) -> Schema.HeldLock? {
    guard let record, let held = schema.table(table, before: step)?.lock.value(before: step) ?? nil else { return nil }
    return held.transaction == record.transaction ? held : nil
  }

  // MARK: Schema

  public func table(_ name: SQLName) -> Schema.Table? { schema.table(name, before: step) }

  /// Whether the table is new or temporary, so that nobody else waits for it.
  public func isCreatedHere(_ name: SQLName) -> Bool {
    guard let table = table(name) else { return name.schema == "pg_temp" }
    return table.creation != nil || table.isTemporary
  }

  public func isCreatedHere(_ node: Node?) -> Bool {
    node.flatMap { SQLName($0) }.map { isCreatedHere($0) } ?? false
  }

  public func index(_ name: SQLName) -> Schema.Index? { schema.index(name, before: step) }

  public func column(_ column: SQLName, of table: SQLName) -> Schema.Column? {
    self.table(table)?.columns[column.name]?.value(before: step) ?? nil
  }

  /// Whether the table has the column; nil where not all of its columns are known.
  public func hasColumn(_ column: SQLName, _ table: SQLName) -> Bool? {
    guard let known = self.table(table), known.knowsAllColumns else { return nil }
    return self.column(column, of: table) != nil
  }

  public func constraint(_ name: SQLName, of table: SQLName) -> Schema.Constraint? {
    self.table(table)?.constraints[name.name]?.value(before: step) ?? nil
  }

  /// Whether the constraint was added in the transaction that the step runs in.
  public func isOfSameTransaction(_ constraint: Schema.Constraint) -> Bool {
    constraint.transaction == record?.transaction
  }

  /// Whether a validated CHECK proves that the column has no NULL.
  public func hasValidatedNotNullCheck(_ column: SQLName, of table: SQLName) -> Bool {
    guard let table = self.table(table) else { return false }
    return table.constraintNamesOnColumn[column.name, default: []].suffix(Moment.checksPerColumn).contains {
      let constraint = table.constraints[$0]?.value(before: step) ?? nil
      return constraint?.isValidated == true && constraint?.provesNotNull.contains(column.name) == true
    }
  }

  private static let checksPerColumn = 64

  /// Whether an index or key begins with the column; nil where not all indexes are known, as of a table that was there
  /// before.
  public func isIndexed(_ column: SQLName, of table: SQLName) -> Bool? {
    guard let table = self.table(table), table.creation != nil, table.knowsAllColumns else { return nil }
    guard table.indexNames.count <= Moment.indexesPerTable else { return nil }
    return schema.indexedColumns(of: table, before: step).contains { $0.first == column.name }
  }

  /// Whether a unique index or key consists of this column alone; false also where nothing is known.
  public func isUnique(_ column: SQLName, of table: SQLName) -> Bool {
    guard let table = self.table(table), table.indexNames.count <= Moment.indexesPerTable else { return false }
    return schema.indexedColumns(of: table, before: step, uniqueOnly: true).contains { $0 == [column.name] }
  }

  private static let indexesPerTable = 100

  public func domain(_ type: SQLType) -> Schema.Domain? { schema.domains[type.name]?.value(before: step) ?? nil }

  /// Of the expression of a DEFAULT, with the functions that are created here.
  public func volatility(of expression: Node) -> (volatility: Volatility, function: Node?) {
    Volatility.of(expression) { schema.functions[$0.name]?.value(before: step) ?? nil }
  }

  public func isEnum(_ type: SQLType) -> Bool { schema.enums[type.name]?.value(before: step) ?? false }

  /// What changing a column to another type does, with the domains and enums that are known.
  public func change(of old: SQLType, to new: SQLType) -> SQLTypeChange {
    if old == new { return .keepsRows }
    if isEnum(old) || isEnum(new) { return .rewrites }
    if let domain = domain(new) {
      guard !domain.isConstrained else { return .rewrites }
      return domain.base.map { old.change(to: $0) } ?? .unknown
    }
    if let domain = domain(old) { return domain.base.map { $0.change(to: new) } ?? .unknown }
    return old.change(to: new)
  }
}
