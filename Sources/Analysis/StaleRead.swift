import Syntax

/// A row that was read without a lock and later written as if it had not changed since.
public struct StaleRead {
  public enum Kind: Sendable {
    /// A condition on the column decides whether the write happens.
    case checkThenAct
    /// The column's new value is computed from the one that was read.
    case readModifyWrite
  }

  public let kind: Kind
  public let read: RowAccess
  public let write: RowAccess
  public let column: String
  /// The `if`, `while` or `assert` of a check-then-act; nil where two statements of a script stand in its place.
  public let decision: Node?
  /// The new value depends on the old one: something is used up or counted. False for a claim, a flag that is set.
  public var isConsumption = true

  /// An SQL statement that application code runs, and the call that runs it.
  public struct Statement {
    public let node: Node
    public let call: Node
    public let text: EmbeddedText

    public init(node: Node, call: Node, text: EmbeddedText) {
      self.node = node
      self.call = call
      self.text = text
    }
  }

  /// Stale reads in a function or module of application code, without those of the functions inside it.
  public static func inCode(_ body: Node, names: Names, statements: [Statement]) -> [StaleRead] {
    let own = statements.filter { $0.call.isInside(body) }
    var finder = StaleReadFinder(function: body, names: names, statements: own)
    finder.run()
    return finder.found
  }

  /// Whether a condition in the write's WHERE clause notices that the row has changed: it compares the column, or
  /// another one that the read returned, a version for instance.
  static func isGuarded(_ write: RowAccess, against read: RowAccess, column: String) -> Bool {
    let extra = write.guards.union(write.key.keys).subtracting(read.key.keys)
    return extra.contains { $0 == column || read.columns?.contains($0) ?? true }
  }
}
