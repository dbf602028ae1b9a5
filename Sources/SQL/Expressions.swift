import Syntax

/// How tightly an operator binds, PostgreSQL's table; MySQL's XOR lies between OR and AND.
enum Binding {
  static let none = 0
  static let or = 1
  static let xor = 2
  static let and = 3
  static let not = 4
  static let identity = 5
  static let comparison = 6
  static let pattern = 7
  static let other = 8
  static let sum = 9
  static let product = 10
  static let power = 11
  static let timeZone = 12
  static let collation = 13
  static let sign = 14
}

/// Operators by precedence climbing: a chain of one operator is a loop, however long.
extension Parser {
  mutating func expression(_ role: Role = .none, above minimum: Int = Binding.none) {
    let mark = mark()
    guard enter() else { return setRole(role, since: mark) }
    operand()
    operators(from: mark, above: minimum)
    leave()
    setRole(role, since: mark)
  }

  mutating func expressions(_ role: Role = .none) {
    repeat { expression(role) } while take(.comma)
  }

  /// Prefix operators, then a value with what is attached to it.
  private mutating func operand() {
    let mark = mark()
    switch current {
    case .not:
      advance()
      if at(.exists) {
        primary()
        suffixes(from: mark)
      } else {
        expression(above: Binding.not - 1)
      }
      finishUnary(.not, from: mark)
    case .minusSign, .plusSign:
      let sign: Operator = current == .minusSign ? .negate : .plus
      advance()
      expression(above: Binding.sign - 1)
      finishUnary(sign, from: mark)
    case .exclamation:
      advance()
      expression(above: Binding.sign - 1)
      finishUnary(.not, from: mark)
    case .regexMatch, .atSign, .pipe, .otherOperator, .sharp:
      let sign: Operator = current == .regexMatch ? .bitNot : .other
      advance()
      expression(above: Binding.other)
      finishUnary(sign, from: mark)
    case .operator where peek() == .leftParen:
      advance()
      skipParentheses()
      expression(above: Binding.other)
      finishUnary(.other, from: mark)
    case .binary where dialect.isLenient, .prior where dialect == .mysql:
      advance()
      expression(above: Binding.sign - 1)
      finishUnary(.other, from: mark)
    default:
      primary()
      suffixes(from: mark)
    }
  }

  private mutating func finishUnary(_ sign: Operator, from mark: TreeBuilder.Mark, traits: Traits = []) {
    finish(.sqlUnary, from: mark, detail: sign.rawValue, traits: traits)
  }

  /// `::type`, `[index]`, `.field`.
  mutating func suffixes(from mark: TreeBuilder.Mark) {
    while true {
      switch current {
      case .typeCast:
        setRole(.value, since: mark)
        advance()
        type()
        finish(.sqlCast, from: mark)
      case .leftBracket:
        setRole(.object, since: mark)
        while take(.leftBracket) {
          if !at(.colon), !at(.rightBracket) { expression(.index) }
          if take(.colon), !at(.rightBracket) { expression(.index) }
          expect(.rightBracket)
        }
        finish(.sqlSubscript, from: mark)
      case .dot:
        advance()
        if atName || current.isKeyword || at(.star) {
          advance()
        } else {
          fail(expecting: .identifier)
        }
        finish(.sqlOther, from: mark)
      default: return
      }
    }
  }

  /// The operators after the operand since the mark that bind tighter than `minimum`.
  mutating func operators(from mark: TreeBuilder.Mark, above minimum: Int) {
    while true {
      let (binding, sign) = infix()
      guard binding > minimum else { return }
      setRole(.left, since: mark)
      switch current {
      case .is, .isnull, .notnull: identity(from: mark)
      case .not, .between, .in, .like, .ilike, .similar, .regexp, .rlike, .glob, .match, .sounds:
        pattern(from: mark)
      case .at:
        advance()
        if !take(.local) {
          expect(.time)
          expect(.zone)
          expression(.right, above: binding)
        }
        finish(.sqlBinary, from: mark, detail: sign.rawValue)
      case .collate:
        advance()
        name(.right)
        finish(.sqlBinary, from: mark, detail: sign.rawValue)
      default:
        var traits: Traits = []
        if current == .operator {
          advance()
          skipParentheses()
        } else {
          if current.isNegatedPattern { traits = .negated }
          advance()
        }
        operandOrQuantified(sign, from: mark, binding: binding, traits: traits)
      }
    }
  }

  /// The right side of an operator: an operand, or ANY, SOME, ALL and what they range over.
  private mutating func operandOrQuantified(
    _ sign: Operator, from mark: TreeBuilder.Mark, binding: Int, traits: Traits
  ) {
    let isAll = current == .all
    guard isAll || current == .any || current == .some, peek() == .leftParen else {
      expression(.right, above: binding)
      if binding == Binding.pattern, take(.escape) { expression(.argument, above: Binding.pattern) }
      return finish(.sqlBinary, from: mark, detail: sign.rawValue, traits: traits)
    }
    advance()
    if parenthesesHoldQuery() {
      parenthesizedQuery(.source)
    } else {
      advance()
      expression(.right)
      expect(.rightParen)
    }
    finish(.sqlQuantified, from: mark, detail: sign.rawValue, traits: isAll ? traits.union(.all) : traits)
  }

  /// How tightly the operator at the cursor binds; `Binding.none` when there is none.
  private func infix() -> (Int, Operator) {
    switch current {
    case .or: (Binding.or, .or)
    case .and: (Binding.and, .and)
    case .is, .isnull, .notnull: (Binding.identity, .is)
    case .equal: (Binding.comparison, .equal)
    case .notEqual: (Binding.comparison, .notEqual)
    case .lessThan: (Binding.comparison, .less)
    case .lessOrEqual: (Binding.comparison, .lessOrEqual)
    case .greaterThan: (Binding.comparison, .greater)
    case .greaterOrEqual: (Binding.comparison, .greaterOrEqual)
    case .not: infixNot()
    case .between, .in, .like, .ilike, .similar: (Binding.pattern, .like)
    case .overlaps: (Binding.pattern, .overlaps)
    case .plusSign: (Binding.sum, .add)
    case .minusSign: (Binding.sum, .subtract)
    case .star: (Binding.product, .multiply)
    case .slash: (Binding.product, .divide)
    case .percent: (Binding.product, .modulo)
    case .caret: dialect == .mysql ? (Binding.power, .bitXor) : (Binding.power, .power)
    case .at: peek() == .time || peek() == .local ? (Binding.timeZone, .atTimeZone) : (Binding.none, .none)
    case .collate: (Binding.collation, .collate)
    case .concatenate: dialect == .mysql ? (Binding.or, .or) : (Binding.other, .concatenate)
    case .doubleAmpersand: dialect == .mysql ? (Binding.and, .and) : (Binding.other, .overlaps)
    case .ampersand: (Binding.other, .bitAnd)
    case .pipe: (Binding.other, .bitOr)
    case .sharp: (Binding.other, .bitXor)
    case .shiftLeft: (Binding.other, .shiftLeft)
    case .shiftRight: (Binding.other, .shiftRight)
    case .regexMatch, .regexMismatch: (Binding.other, .regex)
    case .likeMatch, .likeMismatch: (Binding.other, .like)
    case .iLikeMatch, .iLikeMismatch: (Binding.other, .iLike)
    case .jsonArrow, .jsonTextArrow, .jsonPath, .jsonTextPath: (Binding.other, .jsonGet)
    case .otherOperator, .question, .atSign, .exclamation: (Binding.other, .other)
    case .operator where peek() == .leftParen: (Binding.other, .other)
    case .assign where dialect == .mysql: (Binding.or, .other)
    case .regexp, .rlike, .glob, .match: dialect.isLenient ? (Binding.pattern, .regex) : (Binding.none, .none)
    case .sounds: dialect == .mysql && peek() == .like ? (Binding.pattern, .other) : (Binding.none, .none)
    case .div: dialect == .mysql ? (Binding.product, .floorDivide) : (Binding.none, .none)
    case .mod: dialect == .mysql ? (Binding.product, .modulo) : (Binding.none, .none)
    case .xor: dialect == .mysql ? (Binding.xor, .other) : (Binding.none, .none)
    default: (Binding.none, .none)
    }
  }

  private func infixNot() -> (Int, Operator) {
    switch peek() {
    case .between, .in, .like, .ilike, .similar: (Binding.pattern, .like)
    case .regexp, .rlike, .glob, .match, .null:
      dialect.isLenient ? (Binding.pattern, .regex) : (Binding.none, .none)
    default: (Binding.none, .none)
    }
  }

  // MARK: IS

  private mutating func identity(from mark: TreeBuilder.Mark) {
    let word = current
    advance()
    if word != .is {
      setRole(.value, since: mark)
      return finish(.sqlIsNull, from: mark, traits: word == .notnull ? .negated : [])
    }
    let negated: Traits = take(.not) ? .negated : []
    switch current {
    case .null:
      setRole(.value, since: mark)
      advance()
      finish(.sqlIsNull, from: mark, traits: negated)
    case .distinct:
      advance()
      expect(.from)
      let sign: Operator = negated.isEmpty ? .isDistinctFrom : .isNotDistinctFrom
      operandOrQuantified(sign, from: mark, binding: Binding.comparison, traits: [])
    case .true, .false, .unknown:
      advance()
      finishUnary(.other, from: mark, traits: negated)
    case .document, .normalized, .nfc, .nfd, .nfkc, .nfkd, .json:
      advance()
      if at(.value) || at(.array) || at(.object) || at(.scalar) || at(.normalized) { advance() }
      if take(.with) || take(.without) {
        take(.unique)
        take(.keys)
      }
      finishUnary(.other, from: mark, traits: negated)
    case .of:
      advance()
      skipParentheses()
      finishUnary(.other, from: mark, traits: negated)
    default:
      guard dialect.isLenient || mode == .fragment && (at(.placeholder) || at(.hole)) else {
        return fail(expecting: "NULL, TRUE, FALSE or DISTINCT FROM")
      }
      expression(.right, above: Binding.comparison)
      let sign: Operator = negated.isEmpty ? .is : .isNot
      finish(.sqlBinary, from: mark, detail: sign.rawValue)
    }
  }

  // MARK: LIKE, BETWEEN, IN

  private mutating func pattern(from mark: TreeBuilder.Mark) {
    let negated: Traits = take(.not) ? .negated : []
    switch current {
    case .between:
      setRole(.value, since: mark)
      advance()
      if !take(.symmetric) { take(.asymmetric) }
      expression(.lower, above: Binding.pattern)
      expect(.and)
      expression(.upper, above: Binding.pattern)
      finish(.sqlBetween, from: mark, traits: negated)
    case .in:
      setRole(.value, since: mark)
      advance()
      inList()
      finish(.sqlIn, from: mark, traits: negated)
    case .null:
      setRole(.value, since: mark)
      advance()
      finish(.sqlIsNull, from: mark, traits: .negated)
    default:
      let sign: Operator
      switch current {
      case .like: sign = .like
      case .ilike: sign = .iLike
      case .similar: sign = .similarTo
      case .sounds, .glob, .match: sign = .other
      default: sign = .regex
      }
      if take(.similar) {
        expect(.to)
      } else {
        if take(.sounds) {}
        advance()
      }
      operandOrQuantified(sign, from: mark, binding: Binding.pattern, traits: negated)
    }
  }

  private mutating func inList() {
    if at(.leftParen) {
      if parenthesesHoldQuery() {
        parenthesizedQueryOrList()
      } else {
        advance()
        if !(at(.rightParen) && dialect == .sqlite) { expressions(.item) }
        expect(.rightParen)
      }
    } else if at(.placeholder) || at(.hole) || at(.question) || dialect == .sqlite {
      expression(.item, above: Binding.pattern)
    } else {
      expect(.leftParen)
    }
  }

  /// `IN ((SELECT a), (SELECT b))` begins as `IN ((SELECT a))` does.
  private mutating func parenthesizedQueryOrList() {
    let mark = mark()
    switch parenthesized() {
    case .query:
      setRole(.source, since: mark)
    case .value:
      setRole(.item, since: mark)
    }
  }
}

extension Terminal {
  fileprivate var isNegatedPattern: Bool {
    self == .regexMismatch || self == .likeMismatch || self == .iLikeMismatch
  }
}
