import Syntax

/// Finds stale reads in one function of application code: follows what was read through its variables, in source
/// order, to the conditions and the writes that use it.
struct StaleReadFinder {
  /// Something that came out of a read: the row when `column` is nil.
  private struct Value: Hashable {
    let read: Int
    let column: String?
    /// The result of an operator or a call, no longer what the row held.
    var isComputed = false

    var computed: Value { Value(read: read, column: column, isComputed: true) }
    var original: Value { Value(read: read, column: column) }
  }

  private struct Decision {
    let node: Node
    let values: Set<Value>
  }

  private struct Reported: Hashable {
    let read: Node
    let column: String
  }

  /// An attribute of a loaded object that was set and not saved yet.
  private struct FieldWrite {
    let read: Int
    let field: String
    let node: Node
    let values: Set<Value>
  }

  private let names: Names
  private let function: Node
  private var statements: [Int: [StaleRead.Statement]] = [:]
  private var reads: [RowAccess] = []
  private var readOfCall: [Int: Int] = [:]
  private var readOfCursor: [ObjectIdentifier: Int] = [:]
  private var values: [ObjectIdentifier: Set<Value>] = [:]
  private var decisions: [Decision] = []
  /// Indices into `decisions` by what was looked at.
  private var decisionsByValue: [Value: [Int]] = [:]
  /// Reads that some decision looked at.
  private var decidedReads: Set<Int> = []
  private var reported: Set<Reported> = []
  private var fieldWrites: [FieldWrite] = []
  private var isLocked = false
  /// The fields of the model whose method the function is.
  private var ownFields: Set<String> = []
  private(set) var found: [StaleRead] = []

  init(function: Node, names: Names, statements: [StaleRead.Statement]) {
    self.function = function
    self.names = names
    for statement in statements { self.statements[statement.call.id, default: []].append(statement) }
  }

  // MARK: Walk

  mutating func run() {
    if function.children(.decorator).contains(where: Self.speaksOfALock) { return }
    readReceiver()
    var open: [Node] = []
    var walk = function.descendants
    while let node = walk.next() {
      while let last = open.last, last.subtreeEnd <= node.id {
        open.removeLast()
        leave(last)
      }
      if node.kind == .function || node.kind == .class || node.kind == .lambda {
        walk.skip(node)
        continue
      }
      open.append(node)
    }
    while let last = open.popLast() { leave(last) }
    if function.descendants.contains(where: { $0.kind == .withItem && $0.child(.value).map(Self.begins) ?? false }) {
      save(fieldWrites)
    }
  }

  /// A model's method works on a row that was loaded before it was called.
  private mutating func readReceiver() {
    guard let parameter = function.child(.parameter), names.isInstanceReceiver(parameter),
      let name = parameter.child(Role.name), let symbol = names.symbol(name),
      let (model, fields) = ObjectMapper.model(ofMethod: function, names: names)
    else { return }
    values[ObjectIdentifier(symbol)] = [row(reads.count)]
    reads.append(RowAccess(.read, table: model, node: parameter, library: .django))
    ownFields = fields
  }

  private mutating func leave(_ node: Node) {
    switch node.kind {
    case .call: call(node)
    case .assignment: assign(node)
    case .withItem:
      if let value = node.child(.value) {
        if Self.speaksOfALock(value) { isLocked = true }
        if let target = node.child(.target) { bind(target, to: evaluate(value), in: node) }
      }
    case .namedExpression:
      if let target = node.child(.target), let value = node.child(.value) {
        bind(target, to: evaluate(value), in: node)
      }
    default: break
    }
    if node.role == .condition, let parent = node.parent,
      [.if, .whileLoop, .assert, .conditional].contains(parent.kind)
    {
      let seen = Set(evaluate(node).filter { $0.column != nil }.map(\.original))
      if !seen.isEmpty {
        for value in seen {
          decisionsByValue[value, default: []].append(decisions.count)
          decidedReads.insert(value.read)
        }
        decisions.append(Decision(node: parent, values: seen))
      }
    }
    if node.role == .iterable, let loop = node.parent, let target = loop.child(.target) {
      bind(target, to: rows(of: node), in: loop)
    }
  }

  // MARK: Calls

  private mutating func call(_ node: Node) {
    if Self.takesALock(node) { isLocked = true }
    for statement in statements[node.id] ?? [] { run(statement, node) }
    if let read = ObjectMapper.read(node, names: names) {
      add(read, by: node)
    } else if let write = ObjectMapper.write(node, names: names) {
      var newValues: [String: Set<Value>] = [:]
      for argument in node.children(.argument) {
        if let name = argument.child(.name)?.text, let value = argument.child(.value) { newValues[name] = evaluate(value) }
      }
      judge(write, newValues: newValues)
    }
    guard let callee = node.child(.callee), callee.kind == .member,
      let method = callee.child(.property)?.text, let object = callee.child(.object)
    else { return }
    if method == "save" || method == "asave" {
      let rows = Set(evaluate(object).filter { $0.column == nil }.map(\.read))
      let fields = ObjectMapper.savedFields(node)
      let saved = fieldWrites.filter { rows.contains($0.read) && (fields?.contains($0.field) ?? true) }
      save(saved)
    } else if method == "commit" || method == "flush" {
      save(fieldWrites.filter { reads[$0.read].library == .sqlalchemy })
    }
  }

  private mutating func run(_ statement: StaleRead.Statement, _ call: Node) {
    let arguments = QueryArguments(call: call, text: statement.text, statement: statement.node)
    guard
      let access = RowAccess(
        sql: statement.node, parameter: { arguments.expression(of: $0)?.text })
    else {
      if Self.locksElsewhere(statement.text.bytes) { isLocked = true }
      return
    }
    if Self.locksElsewhere(statement.text.bytes) { isLocked = true }
    switch access.action {
    case .read: add(access, by: call)
    case .write:
      var newValues: [String: Set<Value>] = [:]
      for assignment in statement.node.children(.sqlAssignment) {
        guard let column = assignment.sqlName(.target)?.name, let value = assignment.child(.value),
          let expression = arguments.expression(of: value)
        else { continue }
        newValues[column] = evaluate(expression)
      }
      judge(access.at(call), newValues: newValues)
    }
  }

  private mutating func add(_ access: RowAccess, by call: Node) {
    if access.isLocking { isLocked = true }
    var access = access
    access.isLocking = isLocked
    readOfCall[call.id] = reads.count
    if let callee = call.child(.callee), let cursor = callee.child(.object), let symbol = names.symbol(cursor) {
      readOfCursor[ObjectIdentifier(symbol)] = reads.count
    }
    reads.append(access.at(call))
  }

  // MARK: Values

  private mutating func assign(_ node: Node) {
    guard let value = node.child(.value) else { return }
    var values = evaluate(value)
    for target in node.children(.target) {
      if target.kind == .member, let object = target.child(.object),
        let field = target.child(.property)?.text
      {
        if node.operator != .none { values = Set(values.union(evaluate(target)).map(\.computed)) }
        for row in evaluate(object) where row.column == nil && reads[row.read].library != .sql {
          fieldWrites.append(FieldWrite(read: row.read, field: field, node: node, values: values))
        }
        continue
      }
      if node.operator != .none { values = Set(values.union(evaluate(target)).map(\.computed)) }
      bind(target, to: values, in: node)
    }
  }

  private mutating func bind(_ target: Node, to values: Set<Value>, in statement: Node) {
    switch target.kind {
    case .name:
      guard let symbol = names.symbol(target) else { return }
      // A branch may not be taken: what it assigns joins what the name held.
      let isConditional = statement.nearest(.if, .forLoop, .whileLoop, .try).map { $0.isInside(function) } ?? false
      if isConditional {
        self.values[ObjectIdentifier(symbol), default: []].formUnion(values)
      } else {
        self.values[ObjectIdentifier(symbol)] = values
      }
    case .tuple, .list:
      for (index, element) in target.children.enumerated() {
        bind(element, to: Set(values.map { pick($0, at: index) }), in: statement)
      }
    default: break
    }
  }

  /// What of the reads an expression holds. Chains deeper than any person writes hold nothing.
  private func evaluate(_ expression: Node, depth: Int = 0) -> Set<Value> {
    guard depth < 100 else { return [] }
    switch expression.kind {
    case .name:
      return names.symbol(expression).flatMap { values[ObjectIdentifier($0)] } ?? []
    case .member:
      guard let object = expression.child(.object), let property = expression.child(.property)?.text
      else { return [] }
      return Set(evaluate(object, depth: depth + 1).map { pick($0, named: property) })
    case .subscript:
      guard let object = expression.child(.object), let index = expression.child(.index) else { return [] }
      let rows = evaluate(object, depth: depth + 1)
      if index.kind == .number { return Set(rows.map { pick($0, at: Int(index.text) ?? 0) }) }
      if index.kind == .string { return Set(rows.map { pick($0, named: String(index.text.filter { $0 != "'" && $0 != "\"" })) }) }
      return rows
    case .call:
      guard let callee = expression.child(.callee) else { return [] }
      if let read = readOfCall[expression.id] {
        return [Self.scalars.contains(callee.lastName) ? pick(row(read), at: 0) : row(read)]
      }
      var result: Set<Value> = []
      if callee.kind == .member, let object = callee.child(.object) {
        let method = callee.child(.property)?.text ?? ""
        if Self.fetches.contains(method), let symbol = names.symbol(object),
          let read = readOfCursor[ObjectIdentifier(symbol)]
        {
          return [Self.scalars.contains(method) ? pick(row(read), at: 0) : row(read)]
        }
        result = evaluate(object, depth: depth + 1)
        if Self.scalars.contains(method) { result = Set(result.map { pick($0, at: 0) }) }
      }
      for argument in expression.children(.argument) {
        if let value = argument.child(.value) { result.formUnion(computed(value, depth: depth + 1)) }
      }
      return result
    case .binary, .unary, .comparisonChain:
      return expression.children.reduce(into: []) { $0.formUnion(computed($1, depth: depth + 1)) }
    case .lambda, .comprehension, .string: return []
    default:
      return expression.children.reduce(into: []) { $0.formUnion(evaluate($1, depth: depth + 1)) }
    }
  }

  /// What a loop over an expression gives: a cursor gives the rows of its last query.
  private func rows(of iterable: Node) -> Set<Value> {
    if let symbol = names.symbol(iterable), let read = readOfCursor[ObjectIdentifier(symbol)] { return [row(read)] }
    return evaluate(iterable)
  }

  private func computed(_ expression: Node, depth: Int) -> Set<Value> {
    Set(evaluate(expression, depth: depth).map(\.computed))
  }

  private func row(_ read: Int) -> Value { Value(read: read, column: nil) }

  private func pick(_ value: Value, named name: String) -> Value {
    guard value.column == nil else { return value }
    let read = reads[value.read]
    if let columns = read.columns, !columns.contains(name) { return value }
    return Value(read: value.read, column: name, isComputed: value.isComputed)
  }

  private func pick(_ value: Value, at index: Int) -> Value {
    guard value.column == nil, let columns = reads[value.read].columns, index < columns.count,
      !columns[index].isEmpty
    else { return value }
    return Value(read: value.read, column: columns[index], isComputed: value.isComputed)
  }

  // MARK: Judgement

  private mutating func save(_ writes: [FieldWrite]) {
    for write in writes {
      let read = reads[write.read]
      guard !read.isLocking else { continue }
      // Who called the method may know that nobody else has the row. Counting on it is what goes wrong first.
      if read.isReceiver, isLocked || !ownFields.contains(write.field) || !Self.counts(write.node) { continue }
      let access = RowAccess(
        .write, table: read.table, node: write.node, key: read.key, columns: [write.field])
      judge(access, read: write.read, column: write.field, values: write.values)
    }
    let nodes = Set(writes.map(\.node))
    fieldWrites.removeAll { nodes.contains($0.node) }
  }

  /// `x.stock -= n`, `x.stock = x.stock - n`.
  private static func counts(_ assignment: Node) -> Bool {
    let value = assignment.child(.value)
    let operators = [assignment.operator, value?.kind == .binary ? value?.operator : nil]
    return operators.contains(.add) || operators.contains(.subtract)
  }

  private mutating func judge(_ write: RowAccess, newValues: [String: Set<Value>]) {
    guard let columns = write.columns else { return }
    // No other reads have anything to do with what is written or whether it is.
    var concerned = decidedReads
    for column in columns { concerned.formUnion((newValues[column] ?? []).map(\.read)) }
    for index in concerned.sorted() where !reads[index].isLocking && reads[index].overlaps(write) {
      let read = reads[index]
      for column in columns where read.columns?.contains(column) ?? true {
        guard !StaleRead.isGuarded(write, against: read, column: column) else { continue }
        judge(write, read: index, column: column, values: newValues[column] ?? [])
      }
    }
  }

  private mutating func judge(_ write: RowAccess, read: Int, column: String, values: Set<Value>) {
    let value = Value(read: read, column: column)
    let decision = (decisionsByValue[value] ?? []).first { Self.controls(decisions[$0].node, write.node) }
      .map { decisions[$0] }
    // Setting a flag that was found unset does no harm twice; using up what was counted does, and so does a claim
    // after which a second claimant should have been refused.
    let isConsumption = values.contains(value.computed) || write.selfReferences.contains(column)
    guard isConsumption || decision.map({ Self.refuses($0.node) }) ?? false else { return }
    if decision == nil, !values.contains(value.computed) { return }
    guard reported.insert(Reported(read: reads[read].node, column: column)).inserted else { return }
    found.append(
      StaleRead(
        kind: decision == nil ? .readModifyWrite : .checkThenAct, read: reads[read], write: write,
        column: column, decision: decision?.node, isConsumption: isConsumption))
  }

  /// Whether the write only happens when the condition came out one way: it stands in a branch, or after a branch that
  /// leaves.
  private static func controls(_ decision: Node, _ write: Node) -> Bool {
    if write.isInside(decision) {
      return decision.child(.condition).map { !write.isInside($0) } ?? true
    }
    guard write.id >= decision.subtreeEnd, let block = decision.parent, write.isInside(block) else {
      return false
    }
    if decision.kind == .assert { return true }
    guard decision.kind == .if, let body = decision.child(.body) else { return false }
    let last = Array(body.children).last
    return last.map { [.return, .throw, .continue, .break].contains($0.kind) } ?? false
  }

  /// Whether the branch of a condition ends in an exception.
  private static func refuses(_ decision: Node) -> Bool {
    decision.kind == .if && decision.child(.body).flatMap { Array($0.children).last }?.kind == .throw
  }

  // MARK: Locks

  private static let fetches: Set<String> = [
    "fetchone", "fetchall", "fetchmany", "fetchval", "fetchrow", "first", "one", "one_or_none", "scalar", "scalars",
    "scalar_one", "scalar_one_or_none", "mappings", "all",
  ]
  private static let scalars: Set<String> = ["fetchval", "scalar", "scalar_one", "scalar_one_or_none"]

  /// `with redis.lock(..)`, `@synchronized`, `self._mutex`: named for what it does, and only ever makes a rule silent.
  static func speaksOfALock(_ node: Node) -> Bool {
    node.subtree.contains { $0.kind == .name && namesALock($0.text) }
  }

  /// Whether a name has a word for mutual exclusion in it: `redis_lock`, `withLock`, `RLock`; not `clock` or `unlock`.
  private static func namesALock(_ name: String) -> Bool {
    words(of: name).contains {
      [
        "lock", "locks", "locked", "rlock", "redlock", "mutex", "semaphore", "synchronized", "serializable", "exclusive",
        "advisory",
      ].contains($0)
    }
  }

  /// The words of a name in snake_case or camelCase, in lower case.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    for byte in name.utf8 {
      let isUpper = (0x41...0x5A).contains(byte)
      if byte == 0x5F || isUpper && wasLower {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if byte != 0x5F { word.append(isUpper ? byte | 0x20 : byte) }
      wasLower = (0x61...0x7A).contains(byte)
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func takesALock(_ call: Node) -> Bool {
    guard let callee = call.child(.callee) else { return false }
    let name = (callee.child(.property) ?? callee).text
    if name == "select_for_update" || name == "with_for_update" { return true }
    // A pool is acquired from, too.
    if name == "acquire", let object = callee.child(.object) { return speaksOfALock(object) }
    if name == "set" || name == "add", call.children(.argument).contains(where: { $0.child(.name)?.text == "nx" }) {
      return true
    }
    // conn.set_session(isolation_level="SERIALIZABLE")
    if call.children(.argument).contains(where: { $0.text.uppercased().contains("SERIALIZABLE") }) { return true }
    return namesALock(name)
  }

  private static func locksElsewhere(_ sql: [UInt8]) -> Bool {
    let text = String(decoding: sql, as: UTF8.self).uppercased()
    return ["ADVISORY_LOCK", "ADVISORY_XACT_LOCK", "SERIALIZABLE", "GET_LOCK", "LOCK TABLE", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]
      .contains { text.contains($0) }
  }

  private static func begins(_ value: Node) -> Bool {
    value.kind == .call && value.child(.callee)?.child(.property)?.text == "begin"
  }
}
