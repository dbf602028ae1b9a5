/// The SQL dialects whose quoting, statements and lock behaviour premortem tells apart.
public enum Dialect: String, Sendable, CaseIterable {
  case postgres, mysql, sqlite, cockroach
  /// Any other database: its statements are read as far as they go, and nothing is known of its locks.
  case other
}
