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
    case "sqlite3", "aiosqlite", "apsw", "pysqlite2", "sqlcipher3": return .sqlite
    default: return nil
    }
  }
}
