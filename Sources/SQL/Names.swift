import Syntax

/// Names, lists of names, and types.
extension Parser {
  /// Whether the terminal may name a column, a table or an alias without quotes.
  func isName(_ terminal: Terminal) -> Bool {
    switch terminal {
    case .identifier, .quotedIdentifier, .hole, .placeholder: true
    case .user, .offset, .analyze, .analyse, .placing, .symmetric, .asymmetric, .session_user, .variadic,
      .initially,
      .deferrable, .localtime, .some, .only, .do, .fetch:
      dialect.isLenient
    default: terminal.isFreeKeyword || terminal.isColumnKeyword
    }
  }

  var atName: Bool { isName(current) }

  /// Consumes `a.b.c`, without a node. The last part may be `*` where `star` is allowed; true when it was.
  @discardableResult
  mutating func dottedName(star: Bool = false) -> Bool {
    advance()
    while current == .dot {
      let next = peek()
      if next == .star, star {
        advance()
        advance()
        return true
      }
      guard isName(next) || next.isKeyword || next == .stringLiteral else {
        advance()
        fail(expecting: "a name")
        return false
      }
      advance()
      advance()
    }
    return false
  }

  /// A name with its dots. Function keywords are names of functions, types and such.
  mutating func name(_ role: Role = .name) {
    guard atName || current.isFunctionKeyword || (dialect.isLenient && current == .stringLiteral) else {
      return fail(expecting: .identifier)
    }
    let mark = mark()
    dottedName()
    finish(.sqlName, from: mark, role)
  }

  mutating func fail(expecting terminal: Terminal) { fail(expecting: terminal.spelling) }

  /// A name for which any keyword will do.
  mutating func label(_ role: Role = .name) {
    guard atName || current.isKeyword || (current == .stringLiteral && dialect.isLenient) else {
      return fail(expecting: .identifier)
    }
    leaf(.sqlName, role)
  }

  /// `name, name`; every name takes the role.
  mutating func names(_ role: Role = .name) {
    repeat { name(role) } while take(.comma)
  }

  /// `(name, name)`. MySQL's lengths and directions in it are skipped.
  mutating func nameList(_ role: Role) {
    let mark = mark()
    expect(.leftParen)
    if !at(.rightParen) {
      repeat {
        let item = self.mark()
        if at(.stringLiteral) && !dialect.isLenient { fail(expecting: .identifier) }
        name(.none)
        while at(.leftBracket) || at(.leftParen) {
          if at(.leftParen) {
            skipParentheses()
          } else {
            advance()
            skipBalanced()
            expect(.rightBracket)
          }
          while take(.dot) { advance() }
          if !failed { builder.widen(from: item.firstToken, through: lastToken) }
        }
        if dialect.isLenient || at(.asc) || at(.desc) { if !take(.asc) { take(.desc) } }
        if at(.without, .overlaps) { take(.without, .overlaps) }
        if at(.period) { failUnexpected() }
      } while take(.comma)
    }
    expect(.rightParen)
    finish(.sqlNameList, from: mark, role)
  }

  /// Whether the cursor is at a parenthesised list of plain names.
  var atNameList: Bool {
    current == .leftParen && isName(peek()) && (peek(2) == .comma || peek(2) == .rightParen)
  }

  // MARK: Types

  /// A type with its modifiers, one leaf.
  mutating func type(_ role: Role = .type) {
    let mark = mark()
    typeWords()
    finish(.sqlType, from: mark, role)
  }

  private mutating func typeWords() {
    take(.setof)
    let first = current
    guard atName || current.isFunctionKeyword || (dialect == .mysql && current == .set) else {
      return fail(expecting: "a type")
    }
    switch first {
    case .double where peek() == .precision: take(.double, .precision)
    case .national:
      advance()
      if atName { advance() }
      take(.varying)
    case .character, .char, .varchar, .nchar, .bit:
      advance()
      take(.varying)
    case .long where dialect == .mysql:
      advance()
      if atName { advance() }
    default: dottedName()
    }
    if at(.percent), isName(peek()) {
      advance()
      advance()
    }
    if at(.leftParen) { skipParentheses() }
    switch first {
    case .timestamp, .time:
      if at(.with, .time, .zone) || at(.without, .time, .zone) {
        advance()
        take(.time, .zone)
      }
    case .interval: intervalFields()
    default: break
    }
    if dialect.isLenient { mysqlTypeWords() }
    arrayBounds()
  }

  private mutating func arrayBounds() {
    if at(.array) {
      advance()
      if !at(.leftBracket) { return }
    }
    while at(.leftBracket) {
      advance()
      take(.numberLiteral)
      expect(.rightBracket)
    }
  }

  private mutating func mysqlTypeWords() {
    while true {
      switch current {
      case .unsigned, .signed, .zerofill: advance()
      case .integer, .int: advance()
      case .character where peek() == .set:
        take(.character, .set)
        advance()
      case .charset:
        advance()
        advance()
      case .binary: advance()
      case .identifier, .varying, .precision:
        // SQLite takes any words for a type.
        guard dialect == .sqlite else { return }
        advance()
        if at(.leftParen) { skipParentheses() }
      default: return
      }
    }
  }

  /// `DAY TO SECOND(3)`.
  mutating func intervalFields() {
    guard current.isIntervalField else { return }
    advance()
    if at(.leftParen) { skipParentheses() }
    if at(.to), peek().isIntervalField {
      advance()
      advance()
      if at(.leftParen) { skipParentheses() }
    }
  }
}

extension Terminal {
  var isIntervalField: Bool {
    switch self {
    case .year, .month, .day, .hour, .minute, .second: true
    default: false
    }
  }

  /// Units of MySQL's INTERVAL.
  var isIntervalUnit: Bool {
    switch self {
    case .year, .month, .day, .hour, .minute, .second, .week, .quarter, .microsecond, .day_hour, .day_minute,
      .day_second, .hour_minute, .hour_second, .minute_second, .year_month:
      true
    default: false
    }
  }
}
