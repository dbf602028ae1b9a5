import Syntax

/// Python 3.8 to 3.14. Python 2 text is parsed as far as it is Python 3; the rest becomes `error` nodes.
public enum Python: FrontEnd {
  public static func parse(_ source: Source) -> Tree {
    var lexer = PythonLexer(source.bytes)
    lexer.run()
    var parser = PythonParser(source: source, tokens: lexer.tokens, lexicalErrors: lexer.errors)
    return parser.parse()
  }
}

/// What the quotes and prefix of a string token say; the `flags` of `string` and `stringStart` tokens.
public struct PythonStringFlags: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let raw = PythonStringFlags(rawValue: 1)
  public static let bytes = PythonStringFlags(rawValue: 2)
  /// An f-string.
  public static let formatted = PythonStringFlags(rawValue: 4)
  /// A t-string.
  public static let template = PythonStringFlags(rawValue: 8)
  public static let triple = PythonStringFlags(rawValue: 16)
  /// The closing quotes are missing.
  public static let unterminated = PythonStringFlags(rawValue: 32)

  var traits: Traits {
    var traits: Traits = []
    if contains(.raw) { traits.insert(.raw) }
    if contains(.bytes) { traits.insert(.binary) }
    if !isDisjoint(with: [.formatted, .template]) { traits.insert(.formatted) }
    if contains(.triple) { traits.insert(.multiline) }
    return traits
  }
}
