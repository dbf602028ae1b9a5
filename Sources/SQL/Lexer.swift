import Syntax

/// Cuts SQL text into tokens that concatenate to it.
///
/// What a byte means depends on the dialect, and for `?`, `%s`, `@p` and `:name` on whether an operand may
/// stand there: the lexer remembers whether the last token ended one.
struct Lexer {
  let bytes: [UInt8]
  let dialect: Dialect
  let mode: SQLFrontEnd.Mode
  let keywords = KeywordTable.shared
  var index = 0
  var tokens: [Token] = []
  var errors: [SyntaxError] = []

  /// Whether the last token that is no trivia ends an operand, so that an operator is due.
  var afterOperand = false
  var bracketDepth = 0
  /// Inside `/*! ... */` of MySQL, whose content counts.
  var inConditionalComment = false
  /// What ends a statement in place of `;`.
  var delimiter: [UInt8] = []
  var copy = CopyState.none
  /// Whether a search for the end of COPY data reached the end of the text.
  var hasNoMoreData = false

  /// How much of `COPY t FROM stdin;` was seen of the statement at hand.
  enum CopyState { case none, start, copy, from, standardInput, data }

  static let unterminated: UInt8 = 1

  init(_ source: Source, dialect: Dialect, mode: SQLFrontEnd.Mode) {
    bytes = source.bytes
    self.dialect = dialect
    self.mode = mode
    tokens.reserveCapacity(bytes.count / 4 + 16)
    copy = mode == .script ? .start : .none
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      add(.whitespace, from: 0)
    }
    while index < bytes.count { next() }
    tokens.append(Token(.endOfFile, start: UInt32(clamping: bytes.count)))
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    let place = index + offset
    return place < bytes.count ? bytes[place] : 0
  }

  /// Ends a token of trivia at `index`.
  mutating func add(_ kind: TokenKind, from start: Int) {
    tokens.append(Token(kind, start: UInt32(clamping: start)))
  }

  /// Ends a token that counts at `index`.
  mutating func add(
    _ kind: TokenKind, _ terminal: Terminal, from start: Int, operand: Bool, flags: UInt8 = 0
  ) {
    tokens.append(
      Token(kind, start: UInt32(clamping: start), flags: flags, detail: terminal.rawValue))
    afterOperand = operand
    if copy != .none || terminal == .semicolon { follow(terminal) }
  }

  private mutating func follow(_ terminal: Terminal) {
    switch (copy, terminal) {
    case (.standardInput, .semicolon): copy = .data
    case (_, .semicolon): copy = mode == .script && !hasNoMoreData ? .start : .none
    case (.start, .copy): copy = .copy
    case (.start, _): copy = .none
    case (.copy, .from): copy = .from
    case (.from, .stdin): copy = .standardInput
    case (.from, _): copy = .copy
    default: break
    }
  }

  mutating func unterminated(_ what: String, from start: Int, length: Int) {
    errors.append(SyntaxError(TextRange(start, start + length), "unterminated \(what)"))
  }

  private mutating func next() {
    let start = index
    let first = bytes[index]
    if !delimiter.isEmpty, matches(delimiter) {
      index += delimiter.count
      add(.punctuation, .delimiterSymbol, from: start, operand: false)
      copy = .start
      return
    }
    switch first {
    case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C: blank()
    case 0x41...0x5A, 0x61...0x7A, 0x5F: word()
    case 0x01: word()
    case 0x80...0xFF:
      if isInvalidUTF8 {
        index += 1
        add(.island, from: start)
      } else {
        word()
      }
    case 0x30...0x39: number()
    case 0x27: quote(prefix: 0)
    case 0x22: doubleQuote(prefix: 0)
    case 0x60: backtick()
    case 0x28: punctuation(.leftParen, operand: false)
    case 0x29: punctuation(.rightParen, operand: true)
    case 0x2C: punctuation(.comma, operand: false)
    case 0x3B: semicolon()
    case 0x5B: leftBracket()
    case 0x5D:
      bracketDepth = max(bracketDepth - 1, 0)
      punctuation(.rightBracket, operand: true)
    case 0x2E: dot()
    case 0x3A: colon()
    case 0x24: dollar()
    case 0x7B: brace()
    case 0x7D:
      index += 1
      add(.operator, .otherOperator, from: start, operand: true)
    case 0x5C: restOfLine()
    case 0x2D where byte(1) == 0x2D && isDashComment: lineComment()
    case 0x2F where byte(1) == 0x2A: blockComment()
    case 0x23 where dialect == .mysql: lineComment()
    case 0x2A where inConditionalComment && byte(1) == 0x2F:
      index += 2
      inConditionalComment = false
      add(.comment, from: start)
    case 0x21, 0x23, 0x25, 0x26, 0x2A, 0x2B, 0x2D, 0x2F, 0x3C...0x40, 0x5E, 0x7C, 0x7E: symbol()
    default:
      index += 1
      add(.island, from: start)
    }
  }

  func matches(_ text: [UInt8]) -> Bool {
    guard index + text.count <= bytes.count else { return false }
    for offset in 0..<text.count where bytes[index + offset] != text[offset] { return false }
    return true
  }

  mutating func punctuation(_ terminal: Terminal, operand: Bool) {
    index += 1
    add(.punctuation, terminal, from: index - 1, operand: operand)
  }

  private mutating func leftBracket() {
    let start = index
    if dialect == .sqlite {
      while index < bytes.count, bytes[index] != 0x5D { index += 1 }
      if index < bytes.count {
        index += 1
      } else {
        unterminated("quoted identifier", from: start, length: 1)
      }
      add(.quotedIdentifier, .quotedIdentifier, from: start, operand: true)
    } else {
      bracketDepth += 1
      punctuation(.leftBracket, operand: false)
    }
  }

  private mutating func semicolon() {
    bracketDepth = 0
    punctuation(.semicolon, operand: false)
    guard copy == .data else { return }
    copy = .start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index > Int(tokens[tokens.count - 1].start) + 1 {
      add(.whitespace, from: Int(tokens[tokens.count - 1].start) + 1)
    }
    copyData()
  }

  private mutating func dot() {
    if isDigit(byte(1)), !afterOperand {
      number()
    } else if dialect == .sqlite, isFirstOfLine, !afterOperand, isWordStart(byte(1)) {
      // A command of SQLite's shell.
      restOfLine()
    } else if byte(1) == 0x2E {
      index += 2
      add(.operator, .dotDot, from: index - 2, operand: false)
    } else {
      punctuation(.dot, operand: false)
    }
  }

  private mutating func colon() {
    let start = index
    let second = byte(1)
    if second == 0x3A {
      index += 2
      add(.operator, .typeCast, from: start, operand: false)
    } else if second == 0x3D {
      index += 2
      add(.operator, .assign, from: start, operand: false)
    } else if second == 0x27 || second == 0x22 {
      index += 2
      while index < bytes.count, bytes[index] != second, bytes[index] != 0x0A { index += 1 }
      if index < bytes.count { index += 1 }
      add(.parameter, .placeholder, from: start, operand: true)
    } else if isWordStart(second) || second == 0x01, !(bracketDepth > 0 && afterOperand), !isLabel {
      index += 2
      while index < bytes.count, isWordPart(bytes[index]) || bytes[index] == 0x01 { index += 1 }
      add(.parameter, .placeholder, from: start, operand: true)
    } else if isDigit(second), bracketDepth == 0 {
      index += 2
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      add(.parameter, .placeholder, from: start, operand: true)
    } else {
      punctuation(.colon, operand: false)
    }
  }

  /// Whether the colon ends a label of a stored program: `name:BEGIN`.
  private var isLabel: Bool { dialect == .mysql && mode != .fragment && afterOperand }

  private mutating func dollar() {
    let start = index
    let second = byte(1)
    if isDigit(second) {
      index += 2
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      add(.parameter, .placeholder, from: start, operand: true)
    } else if second == 0x7B, templateHoleLength(at: index) > 0 {
      word()
    } else if dialect.hasDollarQuotes, let length = dollarTagLength {
      dollarQuote(tag: length)
    } else if isWordStart(second) || second == 0x01 {
      index += 2
      while index < bytes.count, isWordPart(bytes[index]) || bytes[index] == 0x01 { index += 1 }
      add(.parameter, .placeholder, from: start, operand: true)
    } else {
      index += 1
      add(.island, from: start)
    }
  }

  private mutating func brace() {
    let start = index
    if byte(1) == 0x25 {
      template(closing: [0x25, 0x7D], .island)
    } else if byte(1) == 0x23 {
      template(closing: [0x23, 0x7D], .comment)
    } else if templateHoleLength(at: index) > 0 {
      word()
    } else {
      index += 1
      add(.operator, .otherOperator, from: start, operand: false)
    }
  }

  /// `{% ... %}`, `<% ... %>`, `{# ... #}`: skipped whole.
  mutating func template(closing: [UInt8], _ kind: TokenKind) {
    let start = index
    index += 2
    while index < bytes.count, !matches(closing) { index += 1 }
    if index < bytes.count {
      index += 2
    } else {
      unterminated("template", from: start, length: 2)
    }
    add(kind, from: start)
  }
}
