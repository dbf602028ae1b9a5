import Syntax

/// Operators: the longest run of operator characters, cut where PostgreSQL cuts it and where a placeholder
/// begins.
extension Lexer {
  mutating func symbol() {
    let start = index
    let first = bytes[index]
    if first == 0x3C, byte(1) == 0x25 {
      if byte(2) == 0x3D, templateHoleLength(at: index) > 0 { return word() }
      if byte(2) != 0x3D, closesInLine { return template(closing: [0x25, 0x3E], .island) }
    }
    if first == 0x23 || first == 0x40, templateHoleLength(at: index) > 0 { return word() }
    if first == 0x25, mode == .fragment, byte(1) == 0x73, byte(2) == 0x5F { return word() }
    let placeholder = placeholderLength(at: index)
    if placeholder > 0 {
      index += placeholder
      return add(.parameter, .placeholder, from: start, operand: true)
    }
    let length = operatorLength()
    index += length
    let terminal = operatorTerminal(from: start, length: length)
    add(.operator, terminal, from: start, operand: terminal == .star && !afterOperand)
  }

  /// Whether `<%` begins a template: it is an operator too.
  private var closesInLine: Bool {
    var end = index + 2
    let limit = min(bytes.count - 1, index + 250)
    while end < limit, bytes[end] != 0x0A {
      if bytes[end] == 0x25, bytes[end + 1] == 0x3E { return true }
      end += 1
    }
    return false
  }

  private func isOperatorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x7E, 0x21, 0x40, 0x23, 0x5E, 0x26, 0x7C, 0x3F, 0x2B, 0x2D, 0x2A, 0x2F, 0x25, 0x3C, 0x3E, 0x3D: true
    default: false
    }
  }

  /// PostgreSQL's own limit on names, which operators are.
  private static let longestOperator = 63

  private func operatorLength() -> Int {
    let start = index
    if dialect.isLenient { return fixedOperatorLength() }
    var end = start
    var special = false
    let limit = min(bytes.count, start + Lexer.longestOperator)
    while end < limit, isOperatorByte(bytes[end]) {
      let byte = bytes[end]
      let next = end + 1 < bytes.count ? bytes[end + 1] : 0
      if (byte == 0x2D && next == 0x2D) || (byte == 0x2F && next == 0x2A) { break }
      if end > start, beginsPlaceholder(at: end, after: start) { break }
      switch byte {
      case 0x7E, 0x21, 0x40, 0x23, 0x5E, 0x26, 0x7C, 0x3F, 0x25: special = true
      default: break
      }
      end += 1
    }
    if !special {
      while end - start > 1, bytes[end - 1] == 0x2B || bytes[end - 1] == 0x2D { end -= 1 }
    }
    return max(end - start, 1)
  }

  /// MySQL and SQLite have a fixed set of operators.
  private func fixedOperatorLength() -> Int {
    let first = bytes[index]
    let second = byte(1)
    switch (first, second) {
    case (0x3C, 0x3D) where byte(2) == 0x3E: return 3  // <=>
    case (0x2D, 0x3E) where byte(2) == 0x3E: return 3  // ->>
    case (0x3C, 0x3D), (0x3E, 0x3D), (0x3C, 0x3E), (0x21, 0x3D), (0x3C, 0x3C), (0x3E, 0x3E), (0x7C, 0x7C),
      (0x26, 0x26), (0x2D, 0x3E), (0x3D, 0x3D):
      return 2
    default: return 1
    }
  }

  /// Whether the run from `start` ends here because a placeholder follows: `=?`, `=%s`, `=@p`, `||$1` needs
  /// no help.
  private func beginsPlaceholder(at place: Int, after start: Int) -> Bool {
    let byte = bytes[place]
    let last = bytes[place - 1]
    switch byte {
    case 0x3F:
      return last != 0x40 && last != 0x3F
        && !(place + 1 < bytes.count && isOperatorByte(bytes[place + 1]) && bytes[place + 1] != 0x2D)
    case 0x25: return placeholderLength(at: place) > 0
    case 0x40:
      guard last == 0x3D || last == 0x2B || last == 0x2D || last == 0x2A || last == 0x7C || last == 0x3E
      else {
        return false
      }
      return place + 1 < bytes.count && isWordStart(bytes[place + 1])
    case 0x3C: return place + 1 < bytes.count && bytes[place + 1] == 0x25 && templateHoleLength(at: place) > 0
    case 0x23: return templateHoleLength(at: place) > 0
    default: return false
    }
  }

  /// Length of `?`, `?1`, `%s`, `%(name)s`, `@p`, `@@x` where one may stand; 0 for none.
  private func placeholderLength(at place: Int) -> Int {
    func at(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }
    let operandDue = !afterOperand || place > index
    switch at(0) {
    case 0x3F:
      guard operandDue || dialect.isLenient, at(1) != 0x3F else { return 0 }
      var length = 1
      while isDigit(at(length)) { length += 1 }
      return length
    case 0x25:
      if at(1) == 0x28 {
        guard operandDue || mode == .fragment else { return 0 }
        var length = 2
        while length < 100, isWordPart(at(length)) || at(length) == 0x2E || at(length) == 0x01 { length += 1 }
        return at(length) == 0x29 && isWordStart(at(length + 1)) && !isWordPart(at(length + 2))
          ? length + 2 : 0
      }
      guard operandDue || mode == .fragment else { return 0 }
      guard mode == .fragment || at(1) == 0x73 else { return 0 }
      var length = 1
      while mode == .fragment, length < 6, isDigit(at(length)) || at(length) == 0x24 || at(length) == 0x2E {
        length += 1
      }
      switch at(length) {
      case 0x73, 0x64, 0x69, 0x66, 0x72, 0x76, 0x71, 0x78, 0x75, 0x65, 0x67:
        return isWordPart(at(length + 1)) ? 0 : length + 1
      default: return 0
      }
    case 0x40:
      var length = 1
      if at(1) == 0x40, dialect == .mysql { length = 2 }
      guard operandDue || dialect == .mysql else { return 0 }
      if dialect == .mysql, at(length) == 0x60 || at(length) == 0x27 {
        let quote = at(length)
        length += 1
        while length < 100, at(length) != quote, at(length) != 0x0A, at(length) != 0 { length += 1 }
        return at(length) == quote ? length + 1 : 0
      }
      guard isWordStart(at(length)) || at(length) == 0x01 else { return 0 }
      while isWordPart(at(length)) || at(length) == 0x01 || (dialect == .mysql && at(length) == 0x2E) {
        length += 1
      }
      return length
    default: return 0
    }
  }

  private func operatorTerminal(from start: Int, length: Int) -> Terminal {
    let first = bytes[start]
    let second = length > 1 ? bytes[start + 1] : 0
    switch length {
    case 1:
      switch first {
      case 0x3D: return .equal
      case 0x3C: return .lessThan
      case 0x3E: return .greaterThan
      case 0x2B: return .plusSign
      case 0x2D: return .minusSign
      case 0x2A: return .star
      case 0x2F: return .slash
      case 0x25: return .percent
      case 0x5E: return .caret
      case 0x26: return .ampersand
      case 0x7C: return .pipe
      case 0x23: return .sharp
      case 0x7E: return .regexMatch
      case 0x21: return .exclamation
      case 0x40: return .atSign
      default: return .question
      }
    case 2:
      switch (first, second) {
      case (0x3C, 0x3E), (0x21, 0x3D): return .notEqual
      case (0x3C, 0x3D): return .lessOrEqual
      case (0x3E, 0x3D): return .greaterOrEqual
      case (0x3D, 0x3D): return .equal
      case (0x3D, 0x3E): return .arrow
      case (0x7C, 0x7C): return .concatenate
      case (0x26, 0x26): return .doubleAmpersand
      case (0x3C, 0x3C): return .shiftLeft
      case (0x3E, 0x3E): return .shiftRight
      case (0x7E, 0x2A): return .regexMatch
      case (0x21, 0x7E): return .regexMismatch
      case (0x7E, 0x7E): return .likeMatch
      case (0x2D, 0x3E): return .jsonArrow
      case (0x23, 0x3E): return .jsonPath
      case (0x25, 0x25): return .percent
      default: return .otherOperator
      }
    default:
      switch (first, second, bytes[start + 2], length) {
      case (0x2D, 0x3E, 0x3E, 3): return .jsonTextArrow
      case (0x23, 0x3E, 0x3E, 3): return .jsonTextPath
      case (0x21, 0x7E, 0x2A, 3): return .regexMismatch
      case (0x7E, 0x7E, 0x2A, 3): return .iLikeMatch
      case (0x21, 0x7E, 0x7E, 3): return .likeMismatch
      case (0x21, 0x7E, 0x7E, 4) where bytes[start + 3] == 0x2A: return .iLikeMismatch
      case (0x3C, 0x3D, 0x3E, 3): return .equal
      default: return .otherOperator
      }
    }
  }
}
