import Syntax

extension Migration {
  /// Replays an SQL file, or the SQL in the strings of a program.
  ///
  /// - Parameters:
  ///   - tree: of the file.
  ///   - embedded: the trees of the SQL in the file's strings, each with the node that holds it, in source order.
  public convenience init(tree: Tree?, embedded: [(host: Node, tree: Tree)]) {
    self.init()
    var replay = Replay(self, embedded)
    if let tree, tree.root.kind == .sqlScript {
      replay.runFile(tree)
    } else {
      replay.runProgram(embedded)
    }
  }
}

/// Folds statement after statement into a migration.
private struct Replay {
  let migration: Migration
  private let bodies: [Node: Tree]
  private var schema: Schema { migration.schema }

  private var opened: Migration.Transaction?
  /// Counts transactions; a statement outside of one gets a number of its own.
  private var transaction = 0
  /// Length of the undo log when the transaction and its savepoints began.
  private var transactionMark = 0
  private var savepoints: [(name: String?, mark: Int)] = []
  private var sessionTimeout: Node?
  private var localTimeout: Node?
  private var isTimeZoneUTC = false
  private var undoes = false
  /// In how many bodies the statement stands.
  private var depth = 0

  init(_ migration: Migration, _ embedded: [(host: Node, tree: Tree)]) {
    self.migration = migration
    bodies = Dictionary(embedded.map { ($0.host, $0.tree) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Files

  mutating func runFile(_ tree: Tree) {
    let sections = MigrationSection.all(of: tree)
    var next = 0
    for statement in tree.root.children {
      while next < sections.count, sections[next].start <= statement.range.start {
        let end = next + 1 < sections.count ? sections[next + 1].start : UInt32.max
        begin(sections[next], tree, until: end, forgets: next > 0 && sections[next].undoes != undoes)
        next += 1
      }
      run(statement)
    }
  }

  private mutating func begin(_ section: MigrationSection, _ tree: Tree, until end: UInt32, forgets: Bool) {
    close()
    if forgets { forget(to: 0) }
    undoes = section.undoes
    guard let tool = section.tool else { return }
    let statements = tree.root.children.lazy
      .filter { section.start <= $0.range.start && $0.range.start < end && $0.kind != .error }
    switch tool.wrapping {
    case .always: open(.tool(tool))
    case .severalStatements: if statements.dropFirst().contains(where: { _ in true }) { open(.tool(tool)) }
    case .unlessRefused:
      if !statements.contains(where: { $0.formRefusedInTransaction != nil }) { open(.tool(tool)) }
    case .never: break
    }
  }

  // MARK: Programs

  /// Statements of one function follow each other; the next function has transactions of its own.
  mutating func runProgram(_ embedded: [(host: Node, tree: Tree)]) {
    let tool = embedded.first.flatMap { MigrationTool(program: $0.host.tree) }
    var function: Node?
    for (host, tree) in embedded where !host.kind.isSQL {
      let home = host.nearest(.function)
      let goesBack = host.isOnTheWayBack
      if home != function || goesBack != undoes {
        close()
        if goesBack != undoes { forget(to: 0) }
        function = home
        undoes = goesBack
      }
      let autocommits = host.ancestors.contains {
        $0.kind == .with && $0.children(.withItem).contains { $0.text.contains("autocommit_block") }
      }
      if autocommits { close() } else if let tool, opened == nil { open(.tool(tool)) }
      for statement in tree.root.children { run(statement) }
    }
  }

  // MARK: Statements

  private mutating func run(_ statement: Node) {
    guard statement.kind.isSQL else { return }
    if statement.kind == .sqlBlock {
      for child in statement.children { run(child) }
      return
    }
    if opened == nil { startNumber() }
    migration.append(
      Migration.Step(
        statement: statement, transaction: transaction, opened: opened,
        lockTimeout: localTimeout ?? sessionTimeout, isTimeZoneUTC: isTimeZoneUTC, undoes: undoes))
    schema.begin(step: migration.steps.count - 1)
    switch statement.kind {
    case .sqlBegin: if depth == 0 { begin(statement) }
    case .sqlCommit, .sqlPrepareTransaction: commit()
    case .sqlRollback: rollBack(statement)
    case .sqlSavepoint:
      savepoints.append((statement.sqlName(.name)?.name, schema.undo.count))
    case .sqlSet: set(statement)
    case .sqlReset, .sqlDiscard: reset(statement)
    case .sqlDo: runBody(of: statement, forgets: false)
    case .sqlCreateFunction:
      runBody(of: statement, forgets: true)
      schema.begin(step: migration.steps.count - 1)
      if let name = statement.sqlName(.name) { schema.set(function: name.name, to: .declared(by: statement)) }
    case .sqlExecute: runNested(in: statement)
    case .sqlCreate where statement.object == .schema:
      // CREATE SCHEMA s CREATE TABLE t ... CREATE INDEX ...
      for child in statement.children where child.kind == .sqlCreateTable || child.kind == .sqlCreateIndex {
        run(child)
      }
    default: fold(statement)
    }
  }

  private mutating func fold(_ statement: Node) {
    if statement.kind == .sqlAlterTable {
      if let name = statement.sqlName(.table) { alterTable(statement, name) }
    } else {
      if statement.kind == .sqlQuery { readSetConfig(statement) }
      schema.fold(statement, transaction: transaction, intoMakesTable: depth == 0)
    }
    guard opened != nil else { return }
    for lock in RelationLock.taken(by: statement) {
      guard lock.mode >= .share, let name = SQLName(lock.relation) else { continue }
      schema.hold(
        Schema.HeldLock(mode: lock.mode, statement: statement, transaction: transaction), on: schema.touch(name))
    }
    // DROP INDEX names only the index, but locks its table.
    if statement.kind == .sqlDropIndex, !statement.has(.concurrently) {
      for name in statement.children(Role.name).compactMap({ SQLName($0) }) {
        guard let index = schema.index(name, before: schema.now) else { continue }
        schema.hold(
          Schema.HeldLock(mode: .accessExclusive, statement: statement, transaction: transaction),
          on: schema.touch(index.table))
      }
    }
  }

  /// Every action is a step of its own: the next one sees what it did.
  private mutating func alterTable(_ statement: Node, _ name: SQLName) {
    var name = name
    for action in statement.children(.action) {
      migration.append(
        Migration.Step(
          statement: action, transaction: transaction, opened: opened,
          lockTimeout: localTimeout ?? sessionTimeout, isTimeZoneUTC: isTimeZoneUTC, undoes: undoes))
      schema.begin(step: migration.steps.count - 1)
      noteForeignConstraint(action, of: name)
      schema.fold(action: action, of: name, transaction: transaction)
      if action.kind == .sqlRenameTable, let new = action.sqlName(.newName) {
        name = SQLName(schema: name.schema, new.name)
      }
    }
  }

  private func noteForeignConstraint(_ action: Node, of table: SQLName) {
    guard action.kind == .sqlValidateConstraint || action.kind == .sqlDropConstraint,
      let constraint = action.sqlName(.name)
    else { return }
    let step = migration.steps.count - 1
    guard Moment(migration: migration, step: step).constraint(constraint, of: table) == nil else { return }
    migration.foreignConstraints[table.name, default: []].append(
      Migration.ForeignConstraint(
        name: constraint.name, table: table, isDropped: action.kind == .sqlDropConstraint, step: step))
  }

  // MARK: Bodies

  private mutating func runBody(of statement: Node, forgets: Bool) {
    guard let body = statement.child(.body) else { return }
    guard depth < Replay.bodyDepthLimit else { return }
    let outer = (opened, transaction, transactionMark, savepoints, sessionTimeout, localTimeout)
    let mark = schema.undo.count
    if opened == nil || forgets {
      open(.body(statement))
    }
    depth += 1
    if let tree = bodies[body] {
      for child in tree.root.children { run(child) }
    } else {
      run(body)
    }
    depth -= 1
    if forgets { forget(to: mark) }
    (opened, transaction, transactionMark, savepoints) = (outer.0, outer.1, outer.2, outer.3)
    if forgets { (sessionTimeout, localTimeout) = (outer.4, outer.5) }
  }

  /// EXECUTE 'text': the text runs here.
  private mutating func runNested(in statement: Node) {
    guard depth < Replay.bodyDepthLimit, !bodies.isEmpty else { return }
    depth += 1
    for node in statement.descendants {
      if let tree = bodies[node] {
        for child in tree.root.children { run(child) }
      }
    }
    depth -= 1
  }

  private static let bodyDepthLimit = 8

  // MARK: Transactions

  private mutating func startNumber() {
    transaction = migration.steps.count + 1
    transactionMark = schema.undo.count
    savepoints = []
  }

  private mutating func open(_ cause: Migration.Transaction.Cause) {
    startNumber()
    opened = Migration.Transaction(cause: cause)
  }

  private mutating func begin(_ statement: Node) {
    // BEGIN inside a tool's transaction is only a warning of the server.
    if opened == nil {
      open(.begin(statement))
    } else {
      opened = Migration.Transaction(cause: .begin(statement))
    }
  }

  private mutating func commit() {
    localTimeout = nil
    if depth > 0 {
      // A procedure goes on in a new transaction.
      startNumber()
    } else {
      close()
    }
  }

  private mutating func close() {
    opened = nil
    localTimeout = nil
    savepoints = []
  }

  private mutating func rollBack(_ statement: Node) {
    if statement.has(.savepoint) {
      let name = statement.sqlName(.name)?.name
      guard let place = savepoints.lastIndex(where: { $0.name == name }) else { return }
      forget(to: savepoints[place].mark)
      savepoints.removeSubrange((place + 1)...)
      return
    }
    if opened != nil { forget(to: transactionMark) }
    commit()
  }

  private mutating func forget(to mark: Int) {
    schema.rollBack(to: mark, step: max(migration.steps.count - 1, 0))
  }

  // MARK: lock_timeout

  private mutating func set(_ statement: Node) {
    let words = statement.sqlWords()
    if words.contains("TIMEZONE") || words.contains("TIME") && words.contains("ZONE") {
      isTimeZoneUTC = words.contains("'UTC'") || words.contains("UTC") || words.contains("'GMT'")
    }
    guard statement.sqlName(.name)?.name == "lock_timeout" else { return }
    let value = statement.child(Role.value)
    let isOff = value.map { ["0", "'0'", "DEFAULT", "default"].contains($0.text) } ?? false
    if statement.has(.local) {
      // Outside of a transaction SET LOCAL does nothing.
      if opened != nil { localTimeout = isOff ? nil : statement }
    } else {
      sessionTimeout = isOff ? nil : statement
      localTimeout = nil
    }
  }

  private mutating func reset(_ statement: Node) {
    let name = statement.sqlName(.name)?.name
    guard name == nil || name == "all" || name == "lock_timeout" else { return }
    sessionTimeout = nil
    localTimeout = nil
  }

  /// `SELECT set_config('lock_timeout', '5s', false)`.
  private mutating func readSetConfig(_ statement: Node) {
    guard statement.lastToken - statement.firstToken < 64 else { return }
    for call in statement.descendants where call.kind == .sqlCall {
      guard call.sqlName(.callee)?.name == "set_config",
        call.children(Role.argument).first?.isText("'lock_timeout'") == true
      else { continue }
      sessionTimeout = statement
    }
  }
}

extension MigrationTool {
  /// The tool that runs a Python migration, when the module shows that it is one.
  init?(program tree: Tree) {
    var tool: MigrationTool?
    for node in tree.root.children {
      switch node.kind {
      case .importFrom, .import:
        if node.text.contains("alembic") { tool = .alembic }
        if node.text.contains("django.db"), node.text.contains("migrations") { tool = .django }
      case .class where tool != nil:
        let opts = node.child(.body)?.children ?? node.children
        for statement in opts where statement.kind == .assignment {
          if statement.child(.target)?.isText("atomic") == true, statement.child(Role.value)?.isText("False") == true {
            return nil
          }
        }
      default: break
      }
    }
    guard let tool else { return nil }
    self = tool
  }
}

extension Node {
  /// Whether a string of a Python migration belongs to the way back: in `downgrade`, or RunSQL's second argument.
  fileprivate var isOnTheWayBack: Bool {
    var inner = self
    for ancestor in ancestors {
      switch ancestor.kind {
      case .function:
        return ancestor.child(Role.name)?.isText("downgrade") == true
      case .argument:
        if ancestor.child(Role.name)?.isText("reverse_sql") == true { return true }
        inner = ancestor
      case .call:
        let isRunSQL = ancestor.child(.callee).map { $0.text.hasSuffix("RunSQL") } ?? false
        if isRunSQL, ancestor.children(Role.argument).dropFirst().first == inner, inner.child(Role.name) == nil { return true }
      default: break
      }
    }
    return false
  }
}
