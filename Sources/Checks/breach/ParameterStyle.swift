import Analysis
import Syntax

/// How a library takes values beside the text of a statement.
enum ParameterStyle {
  /// `?` and a tuple: sqlite3, pyodbc.
  case question
  /// `%s` and a tuple: psycopg, psycopg2, MySQL's drivers, Django.
  case format
  /// `$1` and one argument each: asyncpg.
  case numbered
  /// `:name` in a `text(...)`, and a dict: SQLAlchemy.
  case named
  /// A library that the file does not tell.
  case unknown

  /// - Parameters:
  ///   - query: the statement.
  ///   - call: what sends it.
  init(of query: Query, sentBy call: Node, _ names: Names) {
    let host = query.text.host
    let around = [call, host] + host.ancestors.prefix { $0 != call }
    let callees = around.compactMap { $0.child(.callee) }
    if callees.contains(where: { $0.lastName == "exec_driver_sql" }) {
      self = .unknown
    } else if callees.contains(where: { names.path(of: $0)?.hasPrefix("sqlalchemy.") ?? ($0.lastName == "text") }) {
      self = .named
    } else if let style = callees.lazy.compactMap({ names.path(of: $0).flatMap(ParameterStyle.init(path:)) }).first {
      self = style
    } else {
      self = ParameterStyle.ofImports(names)
    }
  }

  private init?(path: String) {
    guard let style = ParameterStyle.libraries[String(path.prefix { $0 != "." })] else { return nil }
    self = style
  }

  /// The style of the only library for databases that the file imports.
  private static func ofImports(_ names: Names) -> ParameterStyle {
    var found: ParameterStyle?
    for node in names.tree.root.descendants where node.kind == .importFrom || node.kind == .importItem {
      guard node.kind == .importFrom || node.parent?.kind == .import,
        let name = node.child(Role.module) ?? node.child(Role.name), let style = ParameterStyle(path: name.text)
      else { continue }
      if let found, found != style { return .unknown }
      found = style
    }
    return found ?? .unknown
  }

  private static let libraries: [String: ParameterStyle] = [
    "sqlite3": .question, "aiosqlite": .question, "pyodbc": .question, "duckdb": .question, "asyncpg": .numbered,
    "psycopg": .format, "psycopg2": .format, "psycopg_pool": .format, "aiopg": .format, "pymysql": .format,
    "MySQLdb": .format, "mysql": .format, "aiomysql": .format, "django": .format, "sqlalchemy": .named,
    "flask_sqlalchemy": .named, "sqlmodel": .named,
  ]

  /// A call with the placeholder in its text and the value beside it.
  func example(_ comparison: String, value: String, name: String, number: Int) -> String {
    switch self {
    case .question: "execute(\"... \(comparison) ?\", (\(value),))"
    case .format: "execute(\"... \(comparison) %s\", (\(value),))"
    case .numbered: "execute(\"... \(comparison) $\(number)\", \(number > 1 ? "..., " : "")\(value))"
    case .named: "execute(text(\"... \(comparison) :\(name)\"), {\"\(name)\": \(value)})"
    case .unknown: "execute(\"... \(comparison) %s\", (\(value),))      # sqlite3 and others: ?"
    }
  }

  /// What to do with a list of values.
  func listHelp(number: Int) -> String {
    switch self {
    case .numbered: "Pass the list as one value: `= ANY($\(number))` in place of `IN (...)`, and the list beside the text."
    case .named:
      "Leave one placeholder for the list: `text(\"... IN :ids\").bindparams(bindparam(\"ids\", expanding=True))`, and pass "
        + "`{\"ids\": values}` beside the text."
    case .question:
      "Write one placeholder for each value, `\", \".join(\"?\" * len(values))`, and pass the values beside the text."
    case .format, .unknown:
      "Write one placeholder for each value, `\", \".join([\"%s\"] * len(values))`, and pass the values beside the text."
    }
  }
}
