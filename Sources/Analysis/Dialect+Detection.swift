import Syntax

extension Dialect {
  /// The database that application code talks to, as its imports tell; nil where they do not, or tell of several.
  public init?(driversImportedIn tree: Tree) {
    var found: Dialect?
    for node in tree.root.subtree where node.kind == .importItem || node.kind == .importFrom {
      let name = node.kind == .importFrom ? node.child(Role.module) : node.child(.dottedName)
      guard let module = name?.text, let dialect = Dialect.driver(module: module) else { continue }
      if let found, found != dialect { return nil }
      found = dialect
    }
    guard let found else { return nil }
    self = found
  }

  /// The database that a path names, `schema.mysql.sql` or `migrations/sqlite/1.sql`; nil where it names none or
  /// several. What is nearest to the end of the path counts.
  public init?(path: String) {
    for part in path.split(separator: "/").reversed() {
      let words = part.lowercased().split { "._-".contains($0) }
      let named = Set(words.compactMap { Dialect.databases[String($0)] })
      guard let dialect = named.first else { continue }
      guard named.count == 1 else { return nil }
      self = dialect
      return
    }
    return nil
  }

  private static let databases: [String: Dialect] = [
    "postgres": .postgres, "postgresql": .postgres, "pgsql": .postgres, "psql": .postgres, "mysql": .mysql,
    "mariadb": .mysql, "sqlite": .sqlite, "sqlite3": .sqlite, "cockroach": .cockroach, "cockroachdb": .cockroach,
    "crdb": .cockroach, "mssql": .other, "sqlserver": .other, "tsql": .other, "oracle": .other, "db2": .other,
    "clickhouse": .other, "snowflake": .other, "bigquery": .other, "redshift": .other, "duckdb": .other,
    "spanner": .other,
  ]

  private static func driver(module: String) -> Dialect? {
    if module.hasPrefix("django.contrib.postgres") || module.hasPrefix("sqlalchemy.dialects.postgresql") {
      return .postgres
    }
    if module.hasPrefix("sqlalchemy.dialects.mysql") || module.hasPrefix("mysql.connector") {
      return .mysql
    }
    if module.hasPrefix("sqlalchemy.dialects.sqlite") { return .sqlite }
    switch module.prefix(while: { $0 != "." }) {
    case "psycopg", "psycopg2", "asyncpg", "pg8000", "aiopg", "psycopg_pool": return .postgres
    case "pymysql", "MySQLdb", "aiomysql", "asyncmy": return .mysql
    case "pyodbc", "pymssql", "cx_Oracle", "oracledb", "clickhouse_driver", "clickhouse_connect", "duckdb": return .other
    case "sqlite3", "aiosqlite", "apsw", "pysqlite2", "sqlcipher3": return .sqlite
    default: return nil
    }
  }
}
