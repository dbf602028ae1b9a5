/// A token: eight bytes. Token i ends where token i+1 starts, so the tokens of a file concatenate to the file.
/// The last token is always `endOfFile` and empty.
public struct Token: Sendable {
  public var start: UInt32
  public var kind: TokenKind
  /// Meaning belongs to the front end (a string's prefix, for instance).
  public var flags: UInt8
  /// Keyword or operator number of the front end; 0 for none.
  public var detail: UInt16

  public init(_ kind: TokenKind, start: UInt32, flags: UInt8 = 0, detail: UInt16 = 0) {
    self.start = start
    self.kind = kind
    self.flags = flags
    self.detail = detail
  }
}

public enum TokenKind: UInt8, Sendable {
  // Trivia
  case whitespace, newline, comment
  /// Text that is skipped whole: COPY data, a psql command, a merge marker, bytes that are no token.
  case island
  // Words
  case identifier, quotedIdentifier, keyword
  // Values
  case number, string
  /// The parts of a string that holds interpolations: start, text and end; the tokens of an interpolated
  /// expression stand between `interpolationStart` and `interpolationEnd`.
  case stringStart, stringText, stringEnd, interpolationStart, interpolationEnd
  /// A place for a value that comes later: `$1`, `?`, `:name`, `%s`, `%(name)s`, `@p`.
  case parameter
  /// A place whose text is not known: an interpolated expression in embedded SQL, a template variable.
  case hole
  case `operator`, punctuation
  /// Layout tokens of indentation languages; they are empty.
  case indent, dedent
  case endOfFile

  public var isTrivia: Bool { rawValue <= TokenKind.island.rawValue }
}
