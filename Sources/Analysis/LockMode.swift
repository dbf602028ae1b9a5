/// The lock modes of PostgreSQL on a relation, weakest first.
public enum LockMode: UInt8, Sendable, Comparable, CaseIterable {
  case accessShare, rowShare, rowExclusive, shareUpdateExclusive, share, shareRowExclusive, exclusive
  case accessExclusive

  public static func < (left: LockMode, right: LockMode) -> Bool { left.rawValue < right.rawValue }

  /// As the manual and `pg_locks` name it: `ACCESS EXCLUSIVE`.
  public var name: String {
    switch self {
    case .accessShare: "ACCESS SHARE"
    case .rowShare: "ROW SHARE"
    case .rowExclusive: "ROW EXCLUSIVE"
    case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
    case .share: "SHARE"
    case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
    case .exclusive: "EXCLUSIVE"
    case .accessExclusive: "ACCESS EXCLUSIVE"
    }
  }

  /// The mode that `LOCK TABLE ... IN x MODE` names.
  public init?(name: String) {
    guard let mode = LockMode.allCases.first(where: { $0.name == name }) else { return nil }
    self = mode
  }

  /// Whether INSERT, UPDATE and DELETE of others wait.
  public var blocksWrites: Bool { self >= .share }
  /// Whether plain SELECTs of others wait.
  public var blocksReads: Bool { self == .accessExclusive }

  /// Who waits, as the subject of a sentence; nil where nobody's queries do.
  public var waiters: String? {
    blocksReads ? "every read and write" : blocksWrites ? "every INSERT, UPDATE and DELETE" : nil
  }
}
