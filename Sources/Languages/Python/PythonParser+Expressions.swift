import Syntax

/// Operators, calls and what else is built from operands.
extension PythonParser {
  // MARK: Lists

  /// Expressions with commas, each perhaps starred: one expression, or a tuple of them.
  mutating func parseExpressionList(as role: Role) {
    let start = mark()
    parseElement()
    if symbol == .comma {
      while consume(.comma), symbol.startsExpression || symbol == .star { parseElement() }
      finish(.tuple, from: start)
    }
    label(role, since: start)
  }

  /// What a loop binds: it ends before `in`.
  mutating func parseTargetList(as role: Role) {
    let start = mark()
    parseTarget()
    if symbol == .comma {
      while consume(.comma), symbol.startsExpression || symbol == .star { parseTarget() }
      finish(.tuple, from: start)
    }
    label(role, since: start)
  }

  mutating func parseTarget() {
    let start = mark()
    let isStarred = consume(.star)
    parseBinary(Precedence.bitOr)
    if isStarred { finish(.spread, from: start) }
  }

  /// An expression, perhaps starred or named.
  mutating func parseElement() {
    guard symbol == .star else {
      parseNamedExpression()
      return
    }
    let start = mark()
    advance()
    parseBinary(Precedence.bitOr)
    finish(.spread, from: start)
  }

  // MARK: Expressions

  mutating func parseExpression(as role: Role) {
    let start = mark()
    parseExpression()
    label(role, since: start)
  }

  mutating func parseNamedExpression(as role: Role) {
    let start = mark()
    parseNamedExpression()
    label(role, since: start)
  }

  mutating func parseNamedExpression() {
    let start = mark()
    parseExpression()
    if symbol == .walrus {
      builder.setRole(.target)
      advance()
      parseExpression(as: .value)
      finish(.namedExpression, from: start)
    }
  }

  mutating func parseExpression() {
    if symbol == .lambda {
      parseLambda()
      return
    }
    let start = mark()
    parseBinary(Precedence.or)
    if symbol == .if { parseConditional(from: start) }
  }

  /// Goes on after the first value. What follows `else` nests to the right: the chain is wrapped from its end.
  private mutating func parseConditional(from start: TreeBuilder.Mark) {
    var chain: [TreeBuilder.Mark] = []
    var value = start
    while symbol == .if {
      builder.setRole(.value)
      chain.append(value)
      advance()
      let condition = mark()
      parseBinary(Precedence.or)
      label(.condition, since: condition)
      value = mark()
      guard expect(.else, "expected 'else'") else { break }
      value = mark()
      if symbol == .lambda { parseLambda() } else { parseBinary(Precedence.or) }
    }
    while let first = chain.popLast() {
      label(.alternative, since: value)
      finish(.conditional, from: first)
      value = first
    }
  }

  private mutating func parseLambda() {
    guard enter() else { return }
    let start = mark()
    advance()
    parseParameters(until: .colon)
    expect(.colon, "expected ':'")
    parseExpression(as: .body)
    finish(.lambda, from: start)
    leave()
  }

  mutating func parseYield() {
    let start = mark()
    advance()
    var traits: Traits = []
    if consume(.from) {
      traits = .from
      parseExpression(as: .value)
    } else if symbol.startsExpression || symbol == .star {
      parseExpressionList(as: .value)
    }
    finish(.yield, from: start, traits: traits)
  }

  // MARK: Operators

  /// An expression of operators that bind at least as tight as `minimum`.
  mutating func parseBinary(_ minimum: UInt8) {
    guard enter() else { return }
    let start = mark()
    parseOperand()
    while true {
      let precedence = symbol.precedence
      guard precedence >= minimum, precedence > 0 else { break }
      if precedence == Precedence.comparison {
        guard parseComparison(from: start) else { break }
      } else {
        let operation = symbol.binaryOperator
        builder.setRole(.left)
        advance()
        let right = mark()
        parseBinary(precedence + 1)
        label(.right, since: right)
        finish(.binary, from: start, operator: operation)
      }
    }
    leave()
  }

  /// Comparisons with the operand before them; false where there is none after all.
  private mutating func parseComparison(from start: TreeBuilder.Mark) -> Bool {
    var operation = Operator.none
    var operands = 1
    while true {
      let next = comparisonOperator()
      guard next != .none else { break }
      operation = next
      operands += 1
      parseBinary(Precedence.bitOr)
    }
    guard operands > 1 else { return false }
    if operands == 2 {
      labelOperands(since: start)
      finish(.binary, from: start, operator: operation)
    } else {
      builder.setRole(.operand, since: start)
      finish(.comparisonChain, from: start)
    }
    return true
  }

  private mutating func labelOperands(since start: TreeBuilder.Mark) {
    let hasRight = builder.count(since: start) > 1
    builder.setRole(.left, since: start)
    if hasRight { builder.setRole(.right) }
  }

  /// Consumes a comparison operator, of one token or two.
  private mutating func comparisonOperator() -> Operator {
    switch symbol {
    case .not:
      guard PythonSymbol(tokens[significant(from: index + 1)]) == .in else { return .none }
      advance()
      advance()
      return .notIn
    case .is:
      advance()
      return consume(.not) ? .isNot : .is
    case .in, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      let operation = symbol.binaryOperator
      advance()
      return operation
    default: return .none
    }
  }

  private mutating func parseOperand() {
    switch symbol {
    case .not: parseUnary(.not, Precedence.not)
    case .minus: parseUnary(.negate, Precedence.sign)
    case .plus: parseUnary(.plus, Precedence.sign)
    case .tilde: parseUnary(.bitNot, Precedence.sign)
    default: parsePower()
    }
  }

  private mutating func parseUnary(_ operation: Operator, _ precedence: UInt8) {
    let start = mark()
    advance()
    parseBinary(precedence)
    finish(.unary, from: start, operator: operation)
  }

  /// `a ** b ** c` nests to the right: wrapped from its end.
  private mutating func parsePower() {
    let start = mark()
    parsePrimary()
    guard symbol == .doubleStar else { return }
    var bases = [start]
    var right = start
    while symbol == .doubleStar {
      builder.setRole(.left)
      advance()
      right = mark()
      switch symbol {
      case .minus, .plus, .tilde, .not: parseBinary(Precedence.sign)
      default: parsePrimary()
      }
      if symbol == .doubleStar { bases.append(right) }
    }
    while let base = bases.popLast() {
      label(.right, since: right)
      finish(.binary, from: base, operator: .power)
      right = base
    }
  }

  // MARK: Calls, members, subscripts

  private mutating func parsePrimary() {
    let outer = mark()
    let isAwaited = consume(.await)
    let start = mark()
    parseAtom()
    suffixes: while true {
      switch symbol {
      case .dot:
        builder.setRole(.object)
        advance()
        parseName(.property)
        finish(.member, from: start)
      case .leftParen:
        builder.setRole(.callee)
        parseArguments()
        finish(.call, from: start)
      case .leftBracket:
        builder.setRole(.object)
        parseIndex()
        finish(.subscript, from: start)
      default: break suffixes
      }
    }
    if isAwaited { finish(.await, from: outer) }
  }

  mutating func parseArguments() {
    let opening = index
    advance()
    while symbol != .rightParen, symbol != .recovering, !symbol.endsLine {
      parseArgument()
      if !consume(.comma) { break }
    }
    expectClosing(.rightParen, of: opening)
  }

  private mutating func parseArgument() {
    let start = mark()
    if consume(.star) {
      parseExpression(as: .value)
      finish(.argument, from: start, role: .argument, traits: .variadic)
      return
    }
    if consume(.doubleStar) {
      parseExpression(as: .value)
      finish(.argument, from: start, role: .argument, traits: .keywordVariadic)
      return
    }
    parseNamedExpression()
    switch symbol {
    case .assign:
      builder.setRole(.name)
      advance()
      parseExpression(as: .value)
    case .for, .async:
      parseComprehension(from: start, traits: .generator)
      label(.value, since: start)
    default: label(.value, since: start)
    }
    finish(.argument, from: start, role: .argument)
  }

  private mutating func parseIndex() {
    let opening = index
    advance()
    let start = mark()
    let isStarred = symbol == .star
    parseIndexElement()
    if symbol == .comma || (isStarred && symbol != .recovering) {
      while consume(.comma), symbol != .rightBracket, !symbol.endsLine { parseIndexElement() }
      finish(.tuple, from: start)
    }
    label(.index, since: start)
    expectClosing(.rightBracket, of: opening)
  }

  private mutating func parseIndexElement() {
    let start = mark()
    if symbol != .colon { parseElement() }
    guard symbol == .colon else { return }
    label(.lower, since: start)
    advance()
    if symbol.startsExpression { parseExpression(as: .upper) }
    if consume(.colon), symbol.startsExpression { parseExpression(as: .step) }
    finish(.slice, from: start)
  }
}
