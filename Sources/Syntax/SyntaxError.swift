/// Text that the grammar has no place for. Parsing goes on after it.
public struct SyntaxError: Hashable, Sendable {
  public let range: TextRange
  public let message: String
  public let kind: Kind

  public enum Kind: Sendable {
    case unexpected
    /// Nested deeper than the parser follows; the inner part was skipped.
    case tooDeep
  }

  public init(_ range: TextRange, _ message: String, kind: Kind = .unexpected) {
    self.range = range
    self.message = message
    self.kind = kind
  }
}
