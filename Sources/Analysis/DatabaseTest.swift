import Syntax

extension Node {
  /// Whether the conditions around the node say that the database is not PostgreSQL: `if dialect == "sqlite":`, the
  /// `else` of `isinstance(engine, PostgresEngine)`, what comes after `if vendor == "postgresql": return`.
  public var isForOtherDatabase: Bool {
    var node = self
    for parent in ancestors.prefix(nestingLimit) {
      switch (parent.kind, node.role) {
      case (.if, .body), (.conditional, .value):
        if let condition = parent.child(.condition), DatabaseTest(condition).whenTrue == false { return true }
      case (.if, .alternative), (.conditional, .alternative):
        if let condition = parent.child(.condition), DatabaseTest(condition).whenFalse == false { return true }
      case (.block, _):
        for earlier in parent.children.prefix(DatabaseTest.statementLimit) where earlier.kind == .if {
          guard earlier.id < node.id else { continue }
          guard earlier.child(.alternative) == nil, earlier.child(.body)?.leaves == true,
            let condition = earlier.child(.condition)
          else { continue }
          if DatabaseTest(condition).whenFalse == false { return true }
        }
      default: break
      }
      node = parent
    }
    return false
  }

  /// Whether a block ends by leaving the function or the loop.
  private var leaves: Bool {
    children.contains { [NodeKind.return, .throw, .continue, .break].contains($0.kind) }
  }
}

/// What a condition says of the database: whether it is PostgreSQL, if the condition holds and if it does not.
private struct DatabaseTest {
  private(set) var whenTrue: Bool?
  private(set) var whenFalse: Bool?

  static let statementLimit = 256

  init(_ condition: Node, depth: Int = 0) {
    guard depth < 16 else { return }
    switch condition.kind {
    case .unary where condition.operator == .not:
      guard let operand = condition.firstChild else { return }
      let test = DatabaseTest(operand, depth: depth + 1)
      (whenTrue, whenFalse) = (test.whenFalse, test.whenTrue)
    case .binary where condition.operator == .and || condition.operator == .or:
      for side in condition.children {
        let test = DatabaseTest(side, depth: depth + 1)
        if condition.operator == .and { whenTrue = whenTrue ?? test.whenTrue }
        if condition.operator == .or { whenFalse = whenFalse ?? test.whenFalse }
      }
    case .binary:
      guard let left = condition.child(.left), let right = condition.child(.right) else { return }
      let databases = DatabaseTest.databases(right) ?? DatabaseTest.databases(left)
      switch condition.operator {
      case .equal, .in: holds(for: databases)
      case .notEqual, .notIn:
        holds(for: databases)
        (whenTrue, whenFalse) = (whenFalse, whenTrue)
      default: return
      }
    case .call:
      guard let callee = condition.child(.callee),
        let argument = condition.children(NodeKind.argument).last?.child(.value)
      else { return }
      if callee.isText("isinstance") {
        holds(for: DatabaseTest.spoken(argument.lastName).map { [$0] })
      } else if callee.lastName == "startswith" {
        holds(for: DatabaseTest.databases(argument))
      }
    case .name, .member:
      let words = condition.lastName.lowercased().split(separator: "_")
      guard let first = words.first, ["is", "use", "uses", "using", "on", "for"].contains(first) else { return }
      holds(for: DatabaseTest.spoken(String(words.last ?? "")).map { [$0] })
    default: return
    }
  }

  private mutating func holds(for databases: [Dialect]?) {
    guard let databases, !databases.isEmpty else { return }
    if databases.allSatisfy({ $0 == .postgres }) {
      (whenTrue, whenFalse) = (true, false)
    } else if !databases.contains(.postgres), !databases.contains(.cockroach) {
      whenTrue = false
    }
  }

  /// The databases that a string, or a list of strings, names; nil where it names anything else.
  private static func databases(_ node: Node) -> [Dialect]? {
    switch node.kind {
    case .string:
      let text = node.text.lowercased().trimmed { !$0.isLetter && !$0.isNumber }
      return Dialect(path: text).map { [$0] }
    case .tuple, .list, .set:
      let parts = node.children.prefix(16).map { databases($0) ?? [] }
      return parts.contains([]) ? nil : parts.flatMap(\.self)
    default: return nil
    }
  }

  /// The database in a name such as `Sqlite3Engine`.
  private static func spoken(_ name: String) -> Dialect? {
    let name = name.lowercased()
    if name.contains("postgres") || name.contains("psycopg") { return .postgres }
    if name.contains("sqlite") { return .sqlite }
    if name.contains("mysql") || name.contains("mariadb") { return .mysql }
    return name.contains("mssql") || name.contains("oracle") ? .other : nil
  }
}

extension String {
  fileprivate func trimmed(where isOutside: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isOutside($0) }), let last = lastIndex(where: { !isOutside($0) }) else { return "" }
    return String(self[first...last])
  }
}
