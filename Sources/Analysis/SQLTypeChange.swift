/// What `ALTER COLUMN ... TYPE` has to do to the rows that are there, on PostgreSQL 12 or later.
///
/// Even a change that keeps the rows verifies CHECK constraints on the column and rebuilds expression indexes on it.
public enum SQLTypeChange: Sendable {
  /// The stored values stay as they are.
  case keepsRows
  /// They stay when the session's time zone is UTC; otherwise every row is written anew.
  case keepsRowsInUTC
  /// Every row is written anew, and with it every index.
  case rewrites
  /// A type that is not known.
  case unknown
}

extension SQLType {
  /// What changing a column of this type to another does, without USING.
  public func change(to new: SQLType) -> SQLTypeChange {
    if self == new { return .keepsRows }
    guard isBuiltIn || isSerial, new.isBuiltIn else { return .unknown }
    if isArray || new.isArray { return .rewrites }
    let old = isSerial ? underlyingInteger : name
    if old == new.name { return keepsModifiers(to: new) ? .keepsRows : .rewrites }
    switch (old, new.name) {
    case ("character varying", "text"), ("citext", "text"), ("text", "citext"),
      ("character varying", "citext"), ("cidr", "inet"), ("xml", "text"):
      return .keepsRows
    case ("text", "character varying"), ("citext", "character varying"), ("xml", "character varying"),
      ("text", "character"), ("character varying", "character"), ("bit", "bit varying"), ("bit varying", "bit"):
      return new.modifiers.isEmpty ? .keepsRows : .rewrites
    case ("integer", "oid"), ("oid", "integer"), ("oid", "regclass"), ("regclass", "oid"),
      ("integer", "regclass"), ("regclass", "integer"):
      return .keepsRows
    case ("timestamp", "timestamp with time zone"), ("timestamp with time zone", "timestamp"):
      return new.modifiers.isEmpty ? .keepsRowsInUTC : .rewrites
    default:
      return .rewrites
    }
  }

  /// Of a serial type.
  public var underlyingInteger: String {
    switch name {
    case "smallserial", "serial2": "smallint"
    case "bigserial", "serial8": "bigint"
    default: "integer"
    }
  }

  /// Whether a type with these modifiers holds every value of this one: same name, other modifiers.
  private func keepsModifiers(to new: SQLType) -> Bool {
    switch name {
    case "character varying", "bit varying", "timestamp", "timestamp with time zone", "time",
      "time with time zone":
      guard let limit = new.modifiers.first else { return true }
      return modifiers.first.map { $0 <= limit } ?? false
    case "character", "bit":
      return new.modifiers.isEmpty || new.modifiers == modifiers
    case "numeric":
      guard new.modifiers.count == 2 else { return true }
      guard modifiers.count == 2 else { return false }
      return modifiers[0] <= new.modifiers[0] && modifiers[1] == new.modifiers[1]
    case "interval":
      guard (intervalField ?? 5) <= (new.intervalField ?? 5) else { return false }
      guard let limit = new.modifiers.first else { return true }
      return modifiers.first.map { $0 <= limit } ?? false
    default:
      return true
    }
  }
}
