import Syntax

extension Lexer {
  /// A word, a hole, or both touching: `users`, `{{ table }}`, `tab_{{ x }}`.
  mutating func word() {
    let start = index
    var holes = 0
    var letters = 0
    while index < bytes.count {
      let byte = bytes[index]
      if !delimiter.isEmpty, byte == delimiter[0], matches(delimiter) { break }
      if isWordPart(byte), !(byte == 0x24 && self.byte(1) == 0x7B) {
        index += 1
        letters += 1
      } else if byte == 0x01 {
        index += 1
        holes += 1
      } else if byte == 0x25, mode == .fragment, self.byte(1) == 0x73, letters > 0 || self.byte(2) == 0x5F {
        index += 2
        holes += 1
      } else {
        let length =
          byte == 0x7B || byte == 0x24 || byte == 0x23 || byte == 0x3C || byte == 0x40
          ? templateHoleLength(at: index) : 0
        if length == 0 { break }
        index += length
        holes += 1
      }
    }
    if holes > 0 {
      if letters == 0 {
        add(.hole, .hole, from: start, operand: true)
      } else {
        add(.identifier, .identifier, from: start, operand: true)
      }
      return
    }
    if index < bytes.count, index - start <= 2 {
      let next = bytes[index]
      if next == 0x27, let prefix = stringPrefix(from: start) { return quote(prefix: prefix, from: start) }
      if next == 0x26, index - start == 1, bytes[start] | 0x20 == 0x75, dialect.hasDollarQuotes {
        if byte(1) == 0x27 {
          index += 1
          return quote(prefix: 0x75, from: start)
        }
        if byte(1) == 0x22 {
          index += 1
          return doubleQuote(prefix: 0x75, from: start)
        }
      }
    }
    let terminal = keywords.terminal(bytes, from: start, to: index)
    if terminal == .delimiter, dialect == .mysql || mode == .script, isFirstOfLine {
      if delimiterCommand(from: start) { return }
    }
    let kind: TokenKind = terminal.isPostgresKeyword ? .keyword : .identifier
    add(kind, terminal, from: start, operand: terminal.mayEndOperand)
  }

  /// The letter of `E'...'`, `B'...'`, `X'...'`, `N'...'`, or `_` for MySQL's `_utf8'...'` which is no prefix
  /// here.
  private func stringPrefix(from start: Int) -> UInt8? {
    guard index - start == 1 else { return nil }
    let letter = bytes[start] | 0x20
    switch letter {
    case 0x65: return dialect.hasDollarQuotes ? letter : nil
    case 0x62, 0x78, 0x6E: return letter
    default: return nil
    }
  }

  /// Whether only blanks stand before the token in its line.
  var isFirstOfLine: Bool {
    guard let last = tokens.last else { return true }
    return last.kind == .newline || (tokens.count == 1 && last.kind == .whitespace)
  }

  /// Length of a template expression that stands for text: `{{ x }}`, `${x}`, `#{x}`, `<%= x %>`, `{name}`,
  /// and the `@extschema@` of extension scripts; 0 for none.
  func templateHoleLength(at place: Int) -> Int {
    func at(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }
    switch at(0) {
    case 0x7B:
      if at(1) == 0x7B { return lengthOfHole(at: place, from: 2, closing: 0x7D, 0x7D) }
      if at(1) == 0x25 || at(1) == 0x23 { return 0 }
      return lengthOfHole(at: place, from: 1, closing: 0x7D, 0)
    case 0x24: return at(1) == 0x7B ? lengthOfHole(at: place, from: 2, closing: 0x7D, 0) : 0
    case 0x23:
      return at(1) == 0x7B && dialect != .mysql ? lengthOfHole(at: place, from: 2, closing: 0x7D, 0) : 0
    case 0x40: return isWordStart(at(1)) ? lengthOfExtensionVariable(at: place) : 0
    case 0x3C:
      return at(1) == 0x25 && at(2) == 0x3D ? lengthOfHole(at: place, from: 3, closing: 0x25, 0x3E) : 0
    default: return 0
    }
  }

  private func lengthOfExtensionVariable(at place: Int) -> Int {
    guard dialect.hasDollarQuotes else { return 0 }
    var end = place + 1
    let limit = min(bytes.count, place + 100)
    while end < limit, isWordPart(bytes[end]) || bytes[end] == 0x3A { end += 1 }
    return end < limit && bytes[end] == 0x40 ? end + 1 - place : 0
  }

  /// Braces balance inside; a hole ends within its line and 250 bytes.
  private func lengthOfHole(at place: Int, from: Int, closing: UInt8, _ second: UInt8) -> Int {
    var offset = place + from
    var depth = 0
    let limit = min(bytes.count, place + 250)
    while offset < limit {
      let byte = bytes[offset]
      if byte == 0x0A { return 0 }
      if byte == closing, depth == 0, second == 0 || (offset + 1 < limit && bytes[offset + 1] == second) {
        return offset + (second == 0 ? 1 : 2) - place
      }
      if byte == 0x7B { depth += 1 }
      if byte == 0x7D { depth = max(depth - 1, 0) }
      offset += 1
    }
    return 0
  }

  /// Numbers as PostgreSQL reads them: `1_000`, `0x1F`, `.5`, `1.`, `1e5`; `1..2` is three tokens.
  mutating func number() {
    let start = index
    let marker = byte(1) | 0x20
    if bytes[index] == 0x30, marker == 0x78 || marker == 0x6F || marker == 0x62, isWordPart(byte(2)) {
      index += 2
      while index < bytes.count, isHexDigit(bytes[index]) || bytes[index] == 0x5F { index += 1 }
    } else {
      digits()
      if byte(0) == 0x2E, byte(1) != 0x2E {
        index += 1
        digits()
      }
      if byte(0) | 0x20 == 0x65 {
        let signed = byte(1) == 0x2B || byte(1) == 0x2D
        if isDigit(byte(signed ? 2 : 1)) {
          index += signed ? 2 : 1
          digits()
        }
      }
    }
    if byte(0) == 0x01 || (dialect == .mysql && isWordStart(byte(0))) {
      while index < bytes.count, isWordPart(bytes[index]) || bytes[index] == 0x01 { index += 1 }
      add(.identifier, .identifier, from: start, operand: true)
    } else {
      add(.number, .numberLiteral, from: start, operand: true)
    }
  }

  private mutating func digits() {
    while index < bytes.count, isDigit(bytes[index]) || (bytes[index] == 0x5F && isDigit(byte(1))) {
      index += 1
    }
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }

  /// Whether the bytes here begin no UTF-8 character.
  var isInvalidUTF8: Bool {
    let first = bytes[index]
    let width = first >= 0xF5 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard width > 0 else { return true }
    for offset in 1..<width where byte(offset) & 0xC0 != 0x80 { return true }
    return false
  }
}
