/// The SQL dialects whose quoting, statements and lock behaviour premortem tells apart.
public enum Dialect: String, Sendable, CaseIterable {
  case postgres, mysql, sqlite, cockroach
}
