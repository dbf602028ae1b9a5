import Syntax

/// The values of expressions: literals, columns, CASE, parentheses.
extension Parser {
  /// What parentheses in an expression held.
  enum Parenthesized { case query, value }

  mutating func primary() {
    switch current {
    case .numberLiteral: leaf(.sqlNumber)
    case .stringLiteral: string()
    case .placeholder: leaf(.sqlParameter)
    case .question: questionMark()
    case .hole:
      if peek() == .dot || peek() == .leftParen {
        columnOrCall()
      } else {
        leaf(.sqlHole)
      }
    case .leftParen:
      let mark = mark()
      if parenthesized() == .query {
        setRole(.source, since: mark)
        finish(.sqlSubquery, from: mark)
      }
    case .null: leaf(.sqlNull)
    case .true, .false: leaf(.sqlBoolean)
    case .default:
      if peek() == .leftParen, dialect.isLenient {
        keywordNamedCall()
      } else {
        leaf(.sqlDefaultValue)
      }
    case .star: leaf(.sqlStar)
    case .case: caseExpression()
    case .cast, .try_cast: castExpression()
    case .exists where peek() == .leftParen: exists()
    case .array where peek() == .leftBracket || peek() == .leftParen: array()
    case .row where peek() == .leftParen: row()
    case .interval: interval()
    case .current_date, .current_time, .current_timestamp, .current_user, .current_role, .current_catalog,
      .current_schema, .localtime, .localtimestamp, .session_user, .system_user, .user:
      keywordCall()
    case .timestamp, .time, .char, .character, .varchar, .nchar, .national, .bit, .double, .float, .dec,
      .decimal,
      .numeric, .int, .integer, .bigint, .smallint, .real, .boolean:
      typedLiteralOrColumn()
    case .match where dialect == .mysql && peek() == .leftParen: match()
    case .collation where peek() == .for: collationFor()
    case .current where peek() == .of:
      let mark = mark()
      advance()
      advance()
      name()
      finish(.sqlOther, from: mark)
    default:
      if atName || (current.isFunctionKeyword && peek() == .leftParen) || isReservedFunction {
        columnOrCall()
      } else if current.isFunctionKeyword, peek() == .stringLiteral || peek() == .dot {
        columnOrCall()
      } else if atEnd {
        fail(expecting: "an expression")
      } else {
        failUnexpected()
      }
    }
  }

  /// MySQL and SQLite functions whose names PostgreSQL reserves.
  private var isReservedFunction: Bool {
    dialect.isLenient && peek() == .leftParen
      && (current == .analyze || current == .any || current == .binary)
  }

  private mutating func questionMark() {
    let mark = mark()
    advance()
    finish(.sqlParameter, from: mark)
  }

  /// A literal with the literals that continue it on further lines; in MySQL also on the same line.
  mutating func string(_ role: Role = .none) {
    let mark = mark()
    guard at(.stringLiteral) else { return fail(expecting: "a string") }
    advance()
    while at(.stringLiteral), lexemes[position].startsLine || dialect == .mysql { advance() }
    if at(.uescape), peek() == .stringLiteral {
      advance()
      advance()
    }
    finish(.sqlString, from: mark, role)
  }

  // MARK: Parentheses

  /// From a left parenthesis to behind its right one: an expression, a row, or a query (which is left as
  /// `sqlQuery`).
  mutating func parenthesized() -> Parenthesized {
    let mark = mark()
    guard enter() else {
      take(.rightParen)
      return .value
    }
    let holdsQuery = parenthesesHoldQuery()
    advance()
    defer { leave() }
    if holdsQuery, current.beginsQuery, !isParenthesizedName {
      query()
      expect(.rightParen)
      if !failed { builder.widen(from: mark.firstToken, through: lastToken) }
      return .query
    }
    if holdsQuery, at(.leftParen) {
      let inner = self.mark()
      if parenthesized() == .query {
        if current.continuesQuery || at(.rightParen) {
          queryRest(from: inner)
          expect(.rightParen)
          if !failed { builder.widen(from: mark.firstToken, through: lastToken) }
          return .query
        }
        setRole(.source, since: inner)
        finish(.sqlSubquery, from: inner)
      }
      suffixes(from: inner)
      operators(from: inner, above: Binding.none)
    } else if at(.rightParen), mode != .script || dialect == .mysql {
      advance()
      finish(.sqlRow, from: mark)
      return .value
    } else {
      expression()
    }
    if at(.comma) {
      while take(.comma) { expression() }
      expect(.rightParen)
      finish(.sqlRow, from: mark)
    } else {
      if at(.as), dialect == .cockroach {
        advance()
        label(.alias)
        finish(.sqlOther, from: mark)
      }
      expect(.rightParen)
      if builder.count(since: mark) > 0, !failed {
        builder.widen(from: mark.firstToken, through: lastToken)
        builder.addTraits(.parenthesized)
      }
    }
    return .value
  }

  /// `(values)`, `(values + 1)`: VALUES is a column where no row follows.
  private var isParenthesizedName: Bool {
    current == .values && peek() != .row && (peek() != .leftParen || dialect == .mysql)
  }

  mutating func parenthesizedQuery(_ role: Role) {
    let mark = mark()
    guard at(.leftParen) else { return fail(expecting: "“(”") }
    guard parenthesesHoldQuery() else {
      advance()
      return fail(expecting: "a query")
    }
    if parenthesized() == .query { setRole(role, since: mark) }
  }

  // MARK: Columns and calls

  private mutating func columnOrCall() {
    let mark = mark()
    let word = current
    let isStar = dottedName(star: true)
    if at(.leftParen), !isStar {
      finish(.sqlName, from: mark, .callee)
      return arguments(from: mark, of: word)
    }
    if at(.stringLiteral), !isStar, isTypedLiteral(word) {
      finish(.sqlType, from: mark, .type)
      string(.value)
      return finish(.sqlCast, from: mark)
    }
    finish(.sqlColumn, from: mark, traits: isStar ? .star : [])
  }

  /// Whether a string after the word is its literal: `date '2020-01-01'`, MySQL's `_utf8'text'`.
  private func isTypedLiteral(_ word: Terminal) -> Bool {
    guard dialect.isLenient else { return !lexemes[position].startsLine || word != .identifier }
    let first = range(ofToken: lastToken)
    return word == .date || (source.bytes[Int(first.start)] == 0x5F && dialect == .mysql)
  }

  /// Keywords that are a call without parentheses, though they may have some.
  private mutating func keywordCall() {
    let mark = mark()
    if peek() == .dot, dialect.isLenient { return columnOrCall() }
    leaf(.sqlName, .callee)
    if at(.leftParen) { skipParentheses() }
    finish(.sqlCall, from: mark)
  }

  /// MySQL's `DEFAULT(column)`.
  private mutating func keywordNamedCall() {
    let mark = mark()
    let word = current
    leaf(.sqlName, .callee)
    arguments(from: mark, of: word)
  }

  private mutating func collationFor() {
    let mark = mark()
    take(.collation, .for)
    finish(.sqlName, from: mark, .callee)
    expect(.leftParen)
    expression(.argument)
    expect(.rightParen)
    finish(.sqlCall, from: mark)
  }

  /// A type's name may begin a literal, a call, or be a column.
  private mutating func typedLiteralOrColumn() {
    let mark = mark()
    let isLiteral: Bool
    switch peek() {
    case .stringLiteral, .varying, .precision: isLiteral = true
    case .with, .without: isLiteral = peek(2) == .time
    case .leftParen: isLiteral = literalFollowsModifier
    case .character, .char: isLiteral = current == .national
    default: isLiteral = false
    }
    guard isLiteral else { return columnOrCall() }
    type(.type)
    string(.value)
    finish(.sqlCast, from: mark)
  }

  /// Whether a string, or WITH TIME ZONE, follows the modifier of the type at the cursor: `numeric(3, 2) '1'`.
  private var literalFollowsModifier: Bool {
    var index = position + 2
    while lexemes[index].terminal == .numberLiteral || lexemes[index].terminal == .comma { index += 1 }
    guard lexemes[index].terminal == .rightParen, index > position + 2 else { return false }
    let next = lexemes[index + 1].terminal
    return next == .stringLiteral || next == .with || next == .without
  }

  private mutating func interval() {
    let mark = mark()
    let next = peek()
    if next == .stringLiteral
      || (next == .leftParen && peek(2) == .numberLiteral && peek(3) == .rightParen
        && peek(4) == .stringLiteral),
      !(dialect == .mysql)
    {
      advance()
      if at(.leftParen) { skipParentheses() }
      finish(.sqlType, from: mark, .type)
      string(.value)
      intervalFields()
      return finish(.sqlCast, from: mark)
    }
    switch next {
    case .stringLiteral, .numberLiteral, .placeholder, .hole, .question, .minusSign, .leftParen: break
    default:
      guard dialect == .mysql, isName(next), next != .leftParen else { return columnOrCall() }
    }
    if next == .leftParen, dialect != .mysql { return columnOrCall() }
    advance()
    expression(.value)
    if current.isIntervalUnit {
      if dialect == .mysql { advance() } else { intervalFields() }
    }
    finish(.sqlOther, from: mark)
  }

  // MARK: Constructs of their own

  private mutating func caseExpression() {
    let mark = mark()
    advance()
    if !at(.when) { expression(.subject) }
    repeat {
      let branch = self.mark()
      expect(.when)
      expression(.condition)
      expect(.then)
      expression(.value)
      finish(.sqlWhen, from: branch)
    } while at(.when)
    if take(.else) { expression(.alternative) }
    expect(.end)
    finish(.sqlCase, from: mark)
  }

  private mutating func castExpression() {
    let mark = mark()
    advance()
    expect(.leftParen)
    expression(.value)
    expect(.as)
    type()
    if take(.format) { expression() }
    if at(.array), dialect == .mysql { advance() }
    expect(.rightParen)
    finish(.sqlCast, from: mark)
  }

  private mutating func exists() {
    let mark = mark()
    advance()
    if peek() == .hole || peek() == .placeholder {
      advance()
      expression(.source)
      expect(.rightParen)
    } else {
      parenthesizedQuery(.source)
    }
    finish(.sqlExists, from: mark)
  }

  private mutating func array() {
    let mark = mark()
    advance()
    if at(.leftParen) {
      parenthesizedQuery(.source)
    } else {
      arrayElements()
    }
    finish(.sqlArray, from: mark)
  }

  private mutating func arrayElements() {
    guard enter() else {
      take(.rightBracket)
      return
    }
    expect(.leftBracket)
    if !at(.rightBracket) {
      repeat {
        if at(.leftBracket) {
          let mark = mark()
          arrayElements()
          finish(.sqlArray, from: mark)
        } else {
          expression()
        }
      } while take(.comma)
    }
    expect(.rightBracket)
    leave()
  }

  private mutating func row() {
    let mark = mark()
    advance()
    advance()
    if !at(.rightParen) { expressions() }
    expect(.rightParen)
    finish(.sqlRow, from: mark)
  }

  /// MySQL's `MATCH (a, b) AGAINST (x IN BOOLEAN MODE)`.
  private mutating func match() {
    let mark = mark()
    leaf(.sqlName, .callee)
    expect(.leftParen)
    expressions(.argument)
    expect(.rightParen)
    expect(.against)
    expect(.leftParen)
    expression(.argument, above: Binding.pattern)
    skipBalanced()
    expect(.rightParen)
    finish(.sqlCall, from: mark)
  }
}
