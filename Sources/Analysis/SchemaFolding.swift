import Syntax

extension Schema {
  /// What the statement does to the schema, but for the actions of ALTER TABLE, which are folded one by one.
  ///
  /// - Parameter intoMakesTable: whether SELECT ... INTO names a table, as it does outside PL/pgSQL.
  func fold(_ statement: Node, transaction: Int, intoMakesTable: Bool) {
    switch statement.kind {
    case .sqlCreateTable: createTable(statement, transaction: transaction)
    case .sqlQuery:
      guard intoMakesTable, let into = statement.child(.body)?.child(.sqlInto),
        let name = into.sqlName(.table)
      else { return }
      create(name, by: statement, isTemporary: false, knowsAllColumns: false)
    case .sqlCreateMaterializedView, .sqlCreateView:
      guard let name = statement.sqlName(.name) else { return }
      create(name, by: statement, isTemporary: false, knowsAllColumns: false)
    case .sqlCreateIndex: createIndex(statement)
    case .sqlDropIndex:
      for name in statement.children(Role.name).compactMap({ SQLName($0) }) {
        set(index: name.name, to: nil)
      }
    case .sqlDropTable:
      for name in statement.children(Role.name).compactMap({ SQLName($0) }) { bind(name, to: nil) }
    case .sqlCreateType:
      if let name = statement.sqlName(.name), statement.child(.value) != nil { set(enum: name.name) }
    case .sqlCreateDomain:
      guard let name = statement.sqlName(.name) else { return }
      let isConstrained = statement.children(.constraint).contains {
        $0.kind == .sqlCheck || $0.kind == .sqlNotNull
      }
      let base = statement.child(Role.type).flatMap { SQLType($0) }
      set(domain: name.name, to: Domain(base: base, isConstrained: isConstrained))
    default: break
    }
  }

  private func create(_ name: SQLName, by statement: Node, isTemporary: Bool, knowsAllColumns: Bool) {
    if statement.has(.ifNotExists), let known = table(name, before: now + 1), known.creation != nil { return }
    bind(name, to: Table(creation: statement, isTemporary: isTemporary, knowsAllColumns: knowsAllColumns))
  }

  private func createTable(_ statement: Node, transaction: Int) {
    guard let name = statement.sqlName(.name) else { return }
    let isWhole =
      statement.child(.like) == nil && statement.child(.parent) == nil && statement.child(.source) == nil
    create(
      name, by: statement, isTemporary: statement.has(.temporary) || name.schema == "pg_temp",
      knowsAllColumns: isWhole)
    guard let table = table(name, before: now + 1) else { return }
    for child in statement.children {
      if child.kind == .sqlColumnDefinition {
        addColumn(child, to: table, transaction: transaction)
      } else if child.role == .constraint {
        addConstraint(child, to: table, column: nil, transaction: transaction)
      } else if child.kind == .sqlInlineIndex {
        createIndex(child, on: name, table)
      }
    }
  }

  private func createIndex(_ statement: Node) {
    guard let tableName = statement.sqlName(.table) else { return }
    createIndex(statement, on: tableName, touch(tableName))
  }

  private func createIndex(_ node: Node, on tableName: SQLName, _ table: Table) {
    var columns: [String?] = []
    if node.kind == .sqlInlineIndex {
      columns = node.child(.columns)?.sqlNames.map(\.name) ?? []
    }
    for element in node.children(.sqlIndexElement) {
      let value = element.child(Role.value) ?? element.firstChild
      columns.append(value?.kind == .sqlColumn ? value.flatMap { SQLName($0) }?.name : nil)
    }
    let name = node.sqlName(.name)?.name
    let index = Index(
      name: name, table: tableName, columns: columns, isUnique: node.has(.unique),
      isPartial: node.child(.sqlWhere) != nil, node: node)
    // An index without a name gets one from PostgreSQL; here one that no statement can say.
    let key = name ?? "index \(node.id) of \(node.tree.source.path)"
    set(index: key, to: index)
    table.indexNames.append(key)
  }

  // MARK: Columns and constraints

  private func addColumn(_ definition: Node, to table: Table, transaction: Int) {
    guard let name = definition.sqlName(.name) else { return }
    let constraints = definition.children(.constraint)
    let type = definition.child(Role.type).flatMap { SQLType($0) }
    let isNotNull = constraints.contains {
      $0.kind == .sqlNotNull || $0.kind == .sqlPrimaryKey || $0.kind == .sqlIdentity
    }
    let hasDefault = constraints.contains {
      $0.kind == .sqlDefault || $0.kind == .sqlGenerated || $0.kind == .sqlIdentity
    }
    set(
      column: name.name, of: table,
      to: Column(
        type: type, isNotNull: isNotNull || type?.isSerial == true, definition: definition,
        hasDefault: hasDefault || type?.isSerial == true))
    for constraint in constraints {
      addConstraint(constraint, to: table, column: name.name, transaction: transaction)
    }
  }

  private func addConstraint(_ node: Node, to table: Table, column: String?, transaction: Int) {
    guard Schema.constraintKinds.contains(node.kind) else { return }
    var columns = node.child(.columns)?.sqlNames.map(\.name) ?? []
    if columns.isEmpty, let column { columns = [column] }
    if columns.isEmpty, let name = node.sqlName(.index), let index = index(name, before: now + 1) {
      columns = index.columns.compactMap { $0 }
    }
    table.unnamedConstraints += 1
    let name = node.sqlName(.name)?.name ?? "constraint \(table.unnamedConstraints)"
    let proofs = node.child(.condition).map { $0.columnsProvenNotNull } ?? []
    set(
      constraint: name, of: table,
      to: Constraint(
        kind: node.kind, node: node, isValidated: !node.has(.notValid), columns: columns,
        provesNotNull: proofs, transaction: transaction))
    if node.kind == .sqlPrimaryKey || node.kind == .sqlNotNull {
      for name in columns {
        guard var column = table.columns[name]?.current ?? nil, !column.isNotNull else { continue }
        column.isNotNull = true
        set(column: name, of: table, to: column)
      }
    }
  }

  private static let constraintKinds: Set<NodeKind> = [
    .sqlCheck, .sqlForeignKey, .sqlUnique, .sqlPrimaryKey, .sqlExclude, .sqlNotNull,
  ]

  // MARK: ALTER TABLE

  /// What one action does; `name` is the table's at that moment.
  func fold(action: Node, of name: SQLName, transaction: Int) {
    let table = touch(name)
    switch action.kind {
    case .sqlAddColumn:
      guard let definition = action.child(.column), let column = definition.sqlName(.name) else { return }
      if action.has(.ifNotExists), let known = table.columns[column.name]?.current, known != nil { return }
      addColumn(definition, to: table, transaction: transaction)
    case .sqlDropColumn:
      if let column = action.sqlName(.column) { set(column: column.name, of: table, to: nil) }
    case .sqlAlterColumnType:
      alterColumn(action, of: table) { $0.type = action.child(Role.type).flatMap { SQLType($0) } }
    case .sqlSetNotNull: alterColumn(action, of: table) { $0.isNotNull = true }
    case .sqlDropNotNull: alterColumn(action, of: table) { $0.isNotNull = false }
    case .sqlSetDefault, .sqlAddIdentity: alterColumn(action, of: table) { $0.hasDefault = true }
    case .sqlDropDefault: alterColumn(action, of: table) { $0.hasDefault = false }
    case .sqlAddConstraint:
      guard let constraint = action.child(.constraint) else { return }
      addConstraint(constraint, to: table, column: nil, transaction: transaction)
    case .sqlDropConstraint:
      if let constraint = action.sqlName(.name) { set(constraint: constraint.name, of: table, to: nil) }
    case .sqlValidateConstraint:
      guard let name = action.sqlName(.name), var known = table.constraints[name.name]?.current ?? nil else { return }
      known.isValidated = true
      set(constraint: name.name, of: table, to: known)
    case .sqlRenameColumn: renameColumn(action, of: table)
    case .sqlRenameConstraint:
      guard let old = action.sqlName(.name), let new = action.sqlName(.newName),
        let known = table.constraints[old.name]?.current ?? nil
      else { return }
      set(constraint: old.name, of: table, to: nil)
      set(constraint: new.name, of: table, to: known)
    case .sqlRenameTable:
      guard let new = action.sqlName(.newName) else { return }
      bind(name, to: nil)
      bind(SQLName(schema: name.schema, new.name), to: table)
    case .sqlSetSchema:
      guard let schema = action.sqlName(.schema) else { return }
      bind(name, to: nil)
      bind(SQLName(schema: schema.name, name.name), to: table)
    default: break
    }
  }

  private func alterColumn(_ action: Node, of table: Table, _ change: (inout Column) -> Void) {
    guard let name = action.sqlName(.column) else { return }
    var column =
      (table.columns[name.name]?.current ?? nil)
      ?? Column(type: nil, isNotNull: false, definition: nil, hasDefault: false)
    change(&column)
    set(column: name.name, of: table, to: column)
  }

  private func renameColumn(_ action: Node, of table: Table) {
    guard let old = action.sqlName(.column), let new = action.sqlName(.newName),
      let known = table.columns[old.name]?.current ?? nil
    else { return }
    set(column: old.name, of: table, to: nil)
    set(column: new.name, of: table, to: known)
  }
}

extension Node {
  /// The columns that are not null wherever this condition is true: `a IS NOT NULL AND b > 0` proves a.
  ///
  /// A comparison proves nothing here: a CHECK also holds where it is NULL.
  public var columnsProvenNotNull: [String] {
    var result: [String] = []
    var open = [self]
    while let node = open.popLast() {
      if node.kind == .sqlBinary, node.operator == .and {
        open += Array(node.children)
      } else if node.kind == .sqlIsNull, node.has(.negated), let value = node.child(Role.value),
        value.kind == .sqlColumn, let name = SQLName(value)
      {
        result.append(name.name)
      }
    }
    return result
  }
}
