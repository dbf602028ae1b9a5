import Syntax

/// Splits Python text into tokens, layout included.
///
/// A newline token that ends a logical line has flag `logicalLine`; all others are trivia. `indent` and `dedent` are
/// empty and stand right before the first token of their line. Strings without holes are one token.
struct PythonLexer {
  static let logicalLine: UInt8 = 1

  let bytes: [UInt8]
  let count: Int
  private(set) var tokens: [Token] = []
  private(set) var errors: [SyntaxError] = []
  var index = 0

  var indents = [0]
  var lineIndent = 0
  var isAtLineStart = true
  var lineHasTokens = false
  /// The logical line begins with a word that begins a block, and has no lambda so far.
  var lineIsHeader = false
  var lineHasIsland = false
  /// The symbol of the last token that is no trivia.
  var lastSymbol = PythonSymbol.none
  let keywords = PythonKeywords.shared

  var openings: [Opening] = []
  var brackets = BracketCounts()
  /// Where in `openings` the strings are; code inside one is in a hole.
  var openStrings: [Int] = []
  /// Quotes of which no further closing triple exists.
  var quotesWithoutEnd: [UInt8] = []

  /// What is open at a place: brackets, and f-strings with their holes and format specifications.
  struct Opening {
    enum Kind { case paren, bracket, brace, hole, string, specification }
    let kind: Kind
    var quote: UInt8 = 0
    var flags: PythonStringFlags = []
    /// The token that opened it.
    var token = 0
    /// The brackets that were open around it.
    var brackets = BracketCounts()
  }

  /// The number of open brackets of each sort in the innermost hole.
  struct BracketCounts {
    var parens = 0
    var brackets = 0
    var braces = 0
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    count = bytes.count
    tokens.reserveCapacity(bytes.count / 4 + 16)
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      emit(.whitespace, from: 0)
      index = 3
    }
    while index < count {
      if let top = openings.last, top.kind == .string || top.kind == .specification {
        lexText(top)
      } else if isAtLineStart {
        lexLineStart()
      } else {
        lexToken()
      }
    }
    abandonOpenings()
    for _ in 1..<max(indents.count, 1) { emit(.dedent, from: count) }
    emit(.endOfFile, from: count)
  }

  func byte(_ offset: Int) -> UInt8 {
    offset < count ? bytes[offset] : 0
  }

  // MARK: Emitting

  mutating func emit(
    _ kind: TokenKind, from start: Int, flags: UInt8 = 0, symbol: PythonSymbol = .none
  ) {
    if !kind.isTrivia { lastSymbol = symbol }
    tokens.append(
      Token(kind, start: UInt32(truncatingIfNeeded: start), flags: flags, detail: symbol.rawValue))
  }

  mutating func report(_ range: TextRange, _ message: String) {
    errors.append(SyntaxError(range, message))
  }

  mutating func markUnterminated(_ opening: Opening) {
    tokens[opening.token].flags |= PythonStringFlags.unterminated.rawValue
  }

  // MARK: Tokens

  private mutating func lexToken() {
    let start = index
    let byte = bytes[index]
    if isWordByte(byte), !(byte >= 0x30 && byte <= 0x39) {
      lexWord()
      return
    }
    switch byte {
    case 0x20, 0x09, 0x0C: lexBlanks()
    case 0x0A, 0x0D: lexNewline()
    case 0x5C where isLineEnd(index + 1): lexBlanks()
    case 0x23: lexComment()
    case 0x22, 0x27: lexString(from: start, prefix: [])
    case 0x30...0x39: lexNumber()
    case 0x2E where isDigit(self.byte(index + 1)): lexNumber()
    case 0x28: open(.paren, .leftParen)
    case 0x5B: open(.bracket, .leftBracket)
    case 0x7B: open(.brace, .leftBrace)
    case 0x29: close(.paren, .rightParen)
    case 0x5D: close(.bracket, .rightBracket)
    case 0x7D: close(.brace, .rightBrace)
    case 0x3A: lexColon()
    default:
      let (symbol, length) = operatorSymbol(at: index)
      if symbol == .none {
        lexIsland()
      } else {
        index += length
        if symbol == .notEqual, byte == 0x3C {
          report(TextRange(start, index), "'<>' is Python 2: write '!='")
        }
        let isPunctuation =
          symbol.rawValue >= PythonSymbol.leftParen.rawValue
          && symbol.rawValue <= PythonSymbol.exclamation.rawValue
        emit(isPunctuation ? .punctuation : .operator, from: start, symbol: symbol)
      }
    }
  }

  private mutating func lexWord() {
    let start = index
    var word: UInt64 = 0
    while index < count {
      let byte = bytes[index]
      guard isWordByte(byte) else { break }
      word = word << 8 | UInt64(byte)
      index += 1
    }
    let length = index - start
    if length <= 2, byte(index) == 0x22 || byte(index) == 0x27, let prefix = stringPrefix(word) {
      lexString(from: start, prefix: prefix)
      return
    }
    let symbol = length >= 2 && length <= 8 ? keywords.symbol(word) : .none
    if symbol == .lambda { lineIsHeader = false }
    emit(symbol == .none ? .identifier : .keyword, from: start, symbol: symbol)
  }

  private mutating func lexBlanks() {
    emit(.whitespace, from: index)
    while index < count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0C: index += 1
      case 0x5C where isLineEnd(index + 1): index = afterLineEnd(index + 1)
      default: return
      }
    }
  }

  mutating func lexComment() {
    emit(.comment, from: index)
    while index < count, !isLineEnd(index) { index += 1 }
  }

  /// Bytes that begin no token.
  mutating func lexIsland() {
    let start = index
    index += 1
    while index < count, operatorSymbol(at: index).0 == .none, isStray(bytes[index]) { index += 1 }
    emit(.island, from: start)
    if !lineHasIsland { report(TextRange(start, index), "bytes that are no Python") }
    lineHasIsland = true
  }

  private func isStray(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x08, 0x0B, 0x0E...0x1F, 0x24, 0x3F, 0x60, 0x7F: true
    default: false
    }
  }

  private mutating func lexNumber() {
    emit(.number, from: index)
    if bytes[index] == 0x30 {
      switch byte(index + 1) | 0x20 {
      case 0x78:
        index += 2
        while isHexDigit(byte(index)) || byte(index) == 0x5F { index += 1 }
        return
      case 0x6F, 0x62:
        index += 2
        skipDigits()
        return
      default: break
      }
    }
    skipDigits()
    if byte(index) == 0x2E {
      index += 1
      if isDigit(byte(index)) { skipDigits() }
    }
    if byte(index) | 0x20 == 0x65 {
      let sign = byte(index + 1) == 0x2B || byte(index + 1) == 0x2D ? 1 : 0
      if isDigit(byte(index + 1 + sign)) {
        index += 1 + sign
        skipDigits()
      }
    }
    if byte(index) | 0x20 == 0x6A { index += 1 }
  }

  private mutating func skipDigits() {
    while isDigit(byte(index)) || (byte(index) == 0x5F && isDigit(byte(index + 1))) { index += 1 }
  }

  // MARK: Brackets

  private mutating func open(_ kind: Opening.Kind, _ symbol: PythonSymbol) {
    emit(.punctuation, from: index, symbol: symbol)
    index += 1
    openings.append(Opening(kind: kind))
    switch kind {
    case .paren: brackets.parens += 1
    case .bracket: brackets.brackets += 1
    default: brackets.braces += 1
    }
  }

  private mutating func close(_ kind: Opening.Kind, _ symbol: PythonSymbol) {
    let start = index
    index += 1
    let isOpen =
      switch kind {
      case .paren: brackets.parens > 0
      case .bracket: brackets.brackets > 0
      default: brackets.braces > 0
      }
    if isOpen {
      // What lies unclosed in between is given up.
      while let top = openings.popLast() {
        switch top.kind {
        case .paren: brackets.parens -= 1
        case .bracket: brackets.brackets -= 1
        default: brackets.braces -= 1
        }
        if top.kind == kind { break }
      }
    } else if kind == .brace, !openStrings.isEmpty {
      closeHole()
      emit(.interpolationEnd, from: start)
      return
    }
    emit(.punctuation, from: start, symbol: symbol)
  }

  /// Leaves the innermost hole, and what is unclosed in it.
  mutating func closeHole() {
    while let top = openings.popLast() {
      guard top.kind == .hole else { continue }
      brackets = top.brackets
      break
    }
  }

  private mutating func lexColon() {
    let start = index
    if let top = openings.last, top.kind == .hole {
      index += 1
      emit(.punctuation, from: start, symbol: .colon)
      openings.append(
        Opening(kind: .specification, quote: top.quote, flags: top.flags, token: top.token))
    } else if byte(index + 1) == 0x3D {
      index += 2
      emit(.punctuation, from: start, symbol: .walrus)
    } else {
      index += 1
      emit(.punctuation, from: start, symbol: .colon)
    }
  }

  // MARK: Bytes

  func isLineEnd(_ offset: Int) -> Bool {
    offset < count && (bytes[offset] == 0x0A || bytes[offset] == 0x0D)
  }

  /// The offset after the line end at an offset.
  func afterLineEnd(_ offset: Int) -> Int {
    bytes[offset] == 0x0D && byte(offset + 1) == 0x0A ? offset + 2 : offset + 1
  }

  /// Letters, digits, underscore, and every byte of a character outside ASCII.
  @inline(__always)
  func isWordByte(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return true }
    let mask: UInt64 = byte < 64 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return mask >> UInt64(byte & 63) & 1 == 1
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
}
