import Syntax

/// SQL text to a tree of the kinds in the section "SQL" of `NodeKind`.
public enum SQLFrontEnd: FrontEnd {
  /// What the text is.
  public enum Mode: Sendable {
    /// A file of statements.
    case script
    /// The body of a PL/pgSQL function or DO block.
    case procedure
    /// SQL lifted out of application code: placeholders of all client libraries, and a byte 1 for each place
    /// whose text is not known.
    case fragment
  }

  /// Parses a file, in the dialect that `detectDialect` finds.
  public static func parse(_ source: Source) -> Tree {
    parse(source, dialect: detectDialect(source.bytes), mode: .script)
  }

  public static func parse(_ source: Source, dialect: Dialect, mode: Mode) -> Tree {
    var lexer = Lexer(source, dialect: dialect, mode: mode)
    lexer.run()
    var parser = Parser(
      source, tokens: lexer.tokens, lexicalErrors: lexer.errors, dialect: dialect, mode: mode)
    parser.parseText()
    return parser.finishedTree()
  }
}
