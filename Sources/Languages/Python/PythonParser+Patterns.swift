import Syntax

/// `match` statements.
extension PythonParser {
  /// `match` is a keyword where the line ends with a colon and the next one is an indented `case`.
  func beginsMatch() -> Bool {
    var position = significant(from: index + 1)
    switch PythonSymbol(tokens[position]) {
    case .assign, .dot, .comma, .colon, .newline, .semicolon, .endOfFile: return false
    default: break
    }
    var lastSymbol = PythonSymbol.none
    while true {
      let symbol = PythonSymbol(tokens[position])
      if symbol.endsLine { break }
      lastSymbol = symbol
      position = significant(from: position + 1)
    }
    guard lastSymbol == .colon, tokens[position].kind == .newline else { return false }
    position = significant(from: position + 1)
    guard tokens[position].kind == .indent else { return false }
    return isToken(significant(from: position + 1), "case")
  }

  mutating func parseMatch() {
    let start = mark()
    advance()
    parseExpressionList(as: .subject)
    expect(.colon, "expected ':'")
    if symbol == .recovering { recover(from: mark()) }
    if symbol == .newline { skipLayout() }
    if symbol == .indent {
      skipLayout()
      parseNestedStatements(ofMatch: true)
      if symbol == .dedent { skipLayout() }
    }
    finish(.switch, from: start)
  }

  mutating func parseCase() {
    let start = mark()
    advance()
    parseTopPattern()
    if consume(.if) { parseNamedExpression(as: .guard) }
    parseBlock(.body)
    finish(.switchCase, from: start)
  }

  // MARK: Patterns

  private mutating func parseTopPattern() {
    let start = mark()
    parseStarredPattern()
    while consume(.comma), symbol != .colon, symbol != .if { parseStarredPattern() }
    finish(.pattern, from: start, role: .pattern)
  }

  private mutating func parseStarredPattern() {
    guard symbol == .star || symbol == .doubleStar else {
      parsePattern()
      return
    }
    let start = mark()
    advance()
    parseName()
    finish(.spread, from: start)
  }

  /// Alternatives, perhaps bound to a name.
  private mutating func parsePattern() {
    guard enter() else { return }
    let start = mark()
    parseClosedPattern()
    var isCompound = false
    while consume(.bar) {
      isCompound = true
      parseClosedPattern()
    }
    if consume(.as) {
      isCompound = true
      parseName()
    }
    if isCompound { finish(.pattern, from: start) }
    leave()
  }

  private mutating func parseClosedPattern() {
    switch symbol {
    case .identifier: parseNamePattern()
    case .leftParen: parsePatternGroup(until: .rightParen)
    case .leftBracket: parsePatternGroup(until: .rightBracket)
    case .leftBrace: parsePatternGroup(until: .rightBrace)
    case .number, .minus, .plus: parseBinary(Precedence.sum)
    case .string, .stringStart, .None, .True, .False: parseAtom()
    default: fail("expected a pattern")
    }
  }

  /// A name that is bound, a dotted value, or a class with the patterns of its attributes.
  private mutating func parseNamePattern() {
    let start = mark()
    leaf(.name)
    while symbol == .dot {
      builder.setRole(.object)
      advance()
      parseName(.property)
      finish(.member, from: start)
    }
    if symbol == .leftParen {
      parsePatternList(until: .rightParen)
      finish(.pattern, from: start)
    }
  }

  private mutating func parsePatternGroup(until end: PythonSymbol) {
    let start = mark()
    parsePatternList(until: end)
    finish(.pattern, from: start)
  }

  /// Patterns between brackets, each perhaps after a key (`k: p`) or a keyword (`k=p`).
  private mutating func parsePatternList(until end: PythonSymbol) {
    let opening = index
    advance()
    while symbol != end, symbol != .recovering {
      parseStarredPattern()
      if symbol == (end == .rightBrace ? .colon : .assign) {
        advance()
        parsePattern()
      }
      if !consume(.comma) { break }
    }
    expectClosing(end, of: opening)
  }
}
