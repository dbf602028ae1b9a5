import Syntax

/// Tables, columns, constraints and indexes as the statements of a migration leave them, at each of its steps.
///
/// Statements are folded in one after the other; what they do can be taken back, as ROLLBACK does. A table that no
/// statement creates is there from the start, and only what the statements tell of it is known.
public final class Schema {
  /// One table or materialized view, through all its names.
  public final class Table {
    /// The statement that creates it; nil for a table that was there before.
    public let creation: Node?
    public let isTemporary: Bool
    /// Whether every column is known: not for a table that was there before, nor after LIKE, INHERITS or AS.
    public let knowsAllColumns: Bool
    var columns: [String: Timeline<Column?>] = [:]
    var constraints: [String: Timeline<Constraint?>] = [:]
    var constraintNamesOnColumn: [String: [String]] = [:]
    var indexNames: [String] = []
    var unnamedConstraints = 0
    var lock = Timeline<HeldLock?>()

    init(creation: Node?, isTemporary: Bool, knowsAllColumns: Bool) {
      self.creation = creation
      self.isTemporary = isTemporary
      self.knowsAllColumns = knowsAllColumns
    }
  }

  public struct Column {
    public var type: SQLType?
    public var isNotNull: Bool
    /// Where it was defined or added; nil for a column known only from an ALTER.
    public let definition: Node?
    public var hasDefault: Bool
  }

  public struct Constraint {
    /// Kind of the constraint's node: sqlCheck, sqlForeignKey, sqlUnique, sqlPrimaryKey, sqlExclude, sqlNotNull.
    public let kind: NodeKind
    public let node: Node
    public var isValidated: Bool
    public let columns: [String]
    /// The columns that a CHECK proves not to be null.
    public let provesNotNull: [String]
    /// The transaction that added it.
    let transaction: Int
  }

  public struct Index {
    public let name: String?
    public let table: SQLName
    /// Columns in order; an expression is nil.
    public let columns: [String?]
    public let isUnique: Bool
    public let isPartial: Bool
    public let node: Node
  }

  /// A lock that a transaction holds until it ends.
  public struct HeldLock {
    public let mode: LockMode
    /// The statement that took it.
    public let statement: Node
    let transaction: Int
  }

  public struct Domain {
    public let base: SQLType?
    public let isConstrained: Bool
  }

  typealias Binding<Value> = [(schema: String?, timeline: Timeline<Value?>)]
  var tables: [String: Binding<Table>] = [:]
  var indexes: [String: Timeline<Index?>] = [:]
  var domains: [String: Timeline<Domain?>] = [:]
  var enums: [String: Timeline<Bool>] = [:]
  var functions: [String: Timeline<Volatility?>] = [:]
  /// What takes the steps back, newest last.
  var undo: [(Schema, Int) -> Void] = []
  private(set) var now = 0

  init() {}

  func begin(step: Int) { now = step }

  /// Takes back everything since the log had this length.
  func rollBack(to mark: Int, step: Int) {
    now = step
    while undo.count > mark { undo.removeLast()(self, step) }
  }

  // MARK: Asking

  func table(_ name: SQLName, before step: Int) -> Table? {
    guard let bindings = tables[name.name] else { return nil }
    for binding in bindings.prefix(Schema.schemasPerName) where matches(binding.schema, name.schema) {
      if let table = binding.timeline.value(before: step) ?? nil { return table }
    }
    return nil
  }

  func index(_ name: SQLName, before step: Int) -> Index? {
    guard let found = indexes[name.name]?.value(before: step) ?? nil else { return nil }
    return matches(found.table.schema, name.schema) ? found : nil
  }

  /// The whole indexes, primary keys and unique constraints of a table, as lists of columns.
  func indexedColumns(of table: Table, before step: Int, uniqueOnly: Bool = false) -> [[String?]] {
    var result: [[String?]] = []
    for name in table.indexNames {
      guard let index = indexes[name]?.value(before: step) ?? nil, !index.isPartial else { continue }
      if index.isUnique || !uniqueOnly { result.append(index.columns) }
    }
    for timeline in table.constraints.values {
      guard let key = timeline.value(before: step) ?? nil else { continue }
      if key.kind == .sqlUnique || key.kind == .sqlPrimaryKey { result.append(key.columns) }
    }
    return result
  }

  private func matches(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return true }
    return left == right
  }

  /// Tables of one name in more schemas than this are not told apart.
  private static let schemasPerName = 8

  // MARK: Changing

  /// The table now, entered as one that was there before if no statement told of it yet.
  func touch(_ name: SQLName) -> Table {
    if let known = table(name, before: now + 1) { return known }
    let table = Table(creation: nil, isTemporary: name.schema == "pg_temp", knowsAllColumns: false)
    bind(name, to: table)
    return table
  }

  func bind(_ name: SQLName, to table: Table?) {
    var bindings = tables[name.name] ?? []
    let place =
      bindings.firstIndex { $0.schema == name.schema }
      ?? (table == nil ? bindings.firstIndex { matches($0.schema, name.schema) } : nil)
    if let place {
      let old = bindings[place].timeline.current ?? nil
      bindings[place].timeline.set(table, at: now)
      tables[name.name] = bindings
      let schema = bindings[place].schema
      undo.append { $0.rebind(name.name, schema, to: old, step: $1) }
    } else {
      var timeline = Timeline<Table?>()
      timeline.set(table, at: now)
      bindings.append((name.schema, timeline))
      tables[name.name] = bindings
      undo.append { $0.rebind(name.name, name.schema, to: nil, step: $1) }
    }
  }

  private func rebind(_ name: String, _ schema: String?, to table: Table?, step: Int) {
    guard let place = tables[name]?.firstIndex(where: { $0.schema == schema }) else { return }
    tables[name]?[place].timeline.set(table, at: step)
  }

  func set(column name: String, of table: Table, to column: Column?) {
    let old = table.columns[name]?.current ?? nil
    table.columns[name, default: Timeline()].set(column, at: now)
    undo.append { table.columns[name, default: Timeline()].set(old, at: $1); _ = $0 }
  }

  func set(constraint name: String, of table: Table, to constraint: Constraint?) {
    let old = table.constraints[name]?.current ?? nil
    table.constraints[name, default: Timeline()].set(constraint, at: now)
    for column in constraint?.provesNotNull ?? [] where old == nil {
      table.constraintNamesOnColumn[column, default: []].append(name)
    }
    undo.append { table.constraints[name, default: Timeline()].set(old, at: $1); _ = $0 }
  }

  func set(index name: String, to index: Index?) {
    let old = indexes[name]?.current ?? nil
    indexes[name, default: Timeline()].set(index, at: now)
    undo.append { $0.indexes[name, default: Timeline()].set(old, at: $1) }
  }

  func set(domain name: String, to domain: Domain?) {
    let old = domains[name]?.current ?? nil
    domains[name, default: Timeline()].set(domain, at: now)
    undo.append { $0.domains[name, default: Timeline()].set(old, at: $1) }
  }

  func set(enum name: String) {
    enums[name, default: Timeline()].set(true, at: now)
    undo.append { $0.enums[name, default: Timeline()].set(false, at: $1) }
  }

  func set(function name: String, to volatility: Volatility) {
    let old = functions[name]?.current ?? nil
    functions[name, default: Timeline()].set(volatility, at: now)
    undo.append { $0.functions[name, default: Timeline()].set(old, at: $1) }
  }

  func hold(_ lock: HeldLock, on table: Table) {
    if let held = table.lock.current ?? nil, held.transaction == lock.transaction, held.mode >= lock.mode { return }
    let old = table.lock.current ?? nil
    table.lock.set(lock, at: now)
    undo.append { table.lock.set(old, at: $1); _ = $0 }
  }
}
