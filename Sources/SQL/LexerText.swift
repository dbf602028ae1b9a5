import Syntax

/// Strings, quoted names, comments, blanks, and what is skipped whole.
extension Lexer {
  // MARK: Quotes

  mutating func quote(prefix: UInt8, from begin: Int? = nil) {
    let start = begin ?? index
    let opening = index
    let escapes = prefix == 0x65 || dialect == .mysql
    index += 1
    if closeQuote(0x27, escapes: escapes) {
      add(.string, .stringLiteral, from: start, operand: true)
    } else {
      unterminated("string", from: opening, length: 1)
      add(.string, .stringLiteral, from: start, operand: true, flags: Lexer.unterminated)
    }
  }

  mutating func doubleQuote(prefix: UInt8, from begin: Int? = nil) {
    let start = begin ?? index
    let opening = index
    let isString = dialect == .mysql
    index += 1
    let closed = closeQuote(0x22, escapes: isString)
    let flags = closed ? 0 : Lexer.unterminated
    if !closed { unterminated(isString ? "string" : "quoted identifier", from: opening, length: 1) }
    if isString {
      add(.string, .stringLiteral, from: start, operand: true, flags: flags)
    } else {
      add(.quotedIdentifier, .quotedIdentifier, from: start, operand: true, flags: flags)
    }
  }

  /// PostgreSQL has no backtick quotes, but nobody writes the operator either: a pair in one line is a name.
  mutating func backtick() {
    let start = index
    var end = index + 1
    while end < bytes.count, bytes[end] != 0x60, dialect.isLenient || bytes[end] != 0x0A { end += 1 }
    if end < bytes.count, bytes[end] == 0x60 {
      index += 1
      _ = closeQuote(0x60, escapes: false)
      add(.quotedIdentifier, .quotedIdentifier, from: start, operand: true)
    } else if dialect.isLenient {
      index = end
      unterminated("quoted identifier", from: start, length: 1)
      add(.quotedIdentifier, .quotedIdentifier, from: start, operand: true, flags: Lexer.unterminated)
    } else {
      index += 1
      add(.operator, .otherOperator, from: start, operand: false)
    }
  }

  /// Goes behind the closing quote; a doubled quote is text. False at the end of the text.
  private mutating func closeQuote(_ quote: UInt8, escapes: Bool) -> Bool {
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      index += 1
      if byte == quote {
        if index < count, bytes[index] == quote {
          index += 1
        } else {
          return true
        }
      } else if byte == 0x5C, escapes, index < count {
        index += 1
      }
    }
    return false
  }

  /// Length of `$$` or `$tag$` here; nil when it is none.
  var dollarTagLength: Int? {
    var end = index + 1
    if end < bytes.count, isDigit(bytes[end]) { return nil }
    while end < bytes.count, bytes[end] != 0x24 {
      guard end - index < 64, isWordStart(bytes[end]) || isDigit(bytes[end]) || bytes[end] == 0x01 else {
        return nil
      }
      end += 1
    }
    return end < bytes.count ? end + 1 - index : nil
  }

  mutating func dollarQuote(tag length: Int) {
    let start = index
    let tag = Array(bytes[index..<(index + length)])
    index += length
    while index < bytes.count {
      if bytes[index] == 0x24, matches(tag) {
        index += length
        return add(.string, .stringLiteral, from: start, operand: true)
      }
      index += 1
    }
    unterminated("dollar-quoted string", from: start, length: length)
    add(.string, .stringLiteral, from: start, operand: true, flags: Lexer.unterminated)
  }

  // MARK: Blanks and comments

  /// A run of blanks is one token: `newline` when a line ends in it.
  mutating func blank() {
    let start = index
    var lineEnds = false
    loop: while index < bytes.count {
      switch bytes[index] {
      case 0x0A, 0x0D: lineEnds = true
      case 0x20, 0x09, 0x0B, 0x0C: break
      default: break loop
      }
      index += 1
    }
    add(lineEnds ? .newline : .whitespace, from: start)
    if lineEnds, index < bytes.count { atLineStart() }
  }

  private mutating func atLineStart() {
    let before = bytes[index - 1]
    guard before == 0x0A || before == 0x0D else { return }
    switch bytes[index] {
    case 0x3C, 0x3D, 0x3E, 0x7C:
      let marker = bytes[index]
      for offset in 1..<7 where byte(offset) != marker { return }
      let after = byte(7)
      if after == 0x20 || after == 0x0A || after == 0x0D { restOfLine() }
    default: break
    }
  }

  var isDashComment: Bool {
    dialect != .mysql || byte(2) <= 0x20 || byte(2) == 0x2D
  }

  mutating func lineComment() {
    let start = index
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    add(.comment, from: start)
  }

  mutating func blockComment() {
    let start = index
    if dialect == .mysql, byte(2) == 0x21 || (byte(2) == 0x4D && byte(3) == 0x21) {
      index += byte(2) == 0x21 ? 3 : 4
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      inConditionalComment = true
      return add(.comment, from: start)
    }
    index += 2
    var depth = 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x2A, self.byte(1) == 0x2F {
        index += 2
        depth -= 1
        if depth == 0 { return add(.comment, from: start) }
      } else if byte == 0x2F, self.byte(1) == 0x2A, dialect.hasNestedComments {
        index += 2
        depth += 1
      } else {
        index += 1
      }
    }
    unterminated("comment", from: start, length: 2)
    add(.comment, from: start)
  }

  // MARK: Islands

  /// A psql command or a merge marker.
  mutating func restOfLine() {
    let start = index
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    add(.island, from: start)
    afterOperand = false
    if copy == .none, mode == .script, !hasNoMoreData { copy = .start }
  }

  /// The lines after `COPY ... FROM stdin;` up to `\.`. Where none follows, no later COPY has one either.
  mutating func copyData() {
    let start = index
    var lineStart = index
    while lineStart < bytes.count {
      var end = lineStart
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if end - lineStart >= 2, bytes[lineStart] == 0x5C, bytes[lineStart + 1] == 0x2E,
        end - lineStart == 2 || bytes[lineStart + 2] <= 0x20
      {
        index = end
        return add(.island, from: start)
      }
      lineStart = end + 1
    }
    hasNoMoreData = true
    copy = .none
  }

  /// `DELIMITER //` of MySQL's client: from here on `//` ends a statement.
  mutating func delimiterCommand(from start: Int) -> Bool {
    var from = index
    while from < bytes.count, bytes[from] == 0x20 || bytes[from] == 0x09 { from += 1 }
    var end = from
    while end < bytes.count, bytes[end] > 0x20 { end += 1 }
    guard from > index, end > from, end - from <= 16 else { return false }
    let mark = Array(bytes[from..<end])
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return false }
    delimiter = mark == [0x3B] ? [] : mark
    index = end
    add(.island, from: start)
    afterOperand = false
    return true
  }
}
