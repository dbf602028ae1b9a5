import Syntax

/// Statements that hold blocks.
extension PythonParser {
  mutating func parseIf() {
    // An elif is the alternative of what is before it: the chain is wrapped from its end.
    var clauses = [mark()]
    advance()
    parseNamedExpression(as: .condition)
    parseBlock(.body)
    while symbol == .elif {
      clauses.append(mark())
      advance()
      parseNamedExpression(as: .condition)
      parseBlock(.body)
    }
    parseElse()
    while let clause = clauses.popLast() {
      finish(.if, from: clause, role: clauses.isEmpty ? .none : .alternative)
    }
  }

  private mutating func parseElse() {
    if consume(.else) { parseBlock(.alternative) }
  }

  mutating func parseWhile() {
    let start = mark()
    advance()
    parseNamedExpression(as: .condition)
    parseBlock(.body)
    parseElse()
    finish(.whileLoop, from: start)
  }

  mutating func parseFor(from start: TreeBuilder.Mark, traits: Traits) {
    advance()
    parseTargetList(as: .target)
    expect(.in, "expected 'in'")
    parseExpressionList(as: .iterable)
    parseBlock(.body)
    parseElse()
    finish(.forLoop, from: start, traits: traits)
  }

  mutating func parseTry() {
    let start = mark()
    advance()
    parseBlock(.body)
    while symbol == .except { parseHandler() }
    parseElse()
    if consume(.finally) { parseBlock(.finalizer) }
    finish(.try, from: start)
  }

  private mutating func parseHandler() {
    let start = mark()
    advance()
    let isGroup = consume(.star)
    if symbol != .colon {
      parseExpressionList(as: .type)
      if consume(.as) { parseName(.name) }
    }
    parseBlock(.body)
    finish(.handler, from: start, traits: isGroup ? .group : [])
  }

  // MARK: With

  mutating func parseWith(from start: TreeBuilder.Mark, traits: Traits) {
    advance()
    let opening = index
    if symbol == .leftParen, parenthesesHoldItems() {
      advance()
      while symbol != .rightParen {
        parseWithItem()
        if !consume(.comma) { break }
      }
      expectClosing(.rightParen, of: opening)
    } else {
      repeat { parseWithItem() } while consume(.comma)
    }
    parseBlock(.body)
    finish(.with, from: start, traits: traits)
  }

  private mutating func parseWithItem() {
    let start = mark()
    parseExpression(as: .value)
    if consume(.as) {
      let target = mark()
      parseTarget()
      label(.target, since: target)
    }
    finish(.withItem, from: start)
  }

  /// Whether the parentheses after `with` enclose all items, and not the first part of an expression.
  private func parenthesesHoldItems() -> Bool {
    var nesting = 0
    var position = index
    var hasItems = false
    var canBeginItem = false
    while true {
      let symbol = PythonSymbol(tokens[position])
      switch symbol {
      case .newline, .indent, .dedent, .endOfFile: return false
      case .leftParen, .leftBracket, .leftBrace, .interpolationStart: nesting += 1
      case .rightParen, .rightBracket, .rightBrace, .interpolationEnd:
        nesting -= 1
        if nesting == 0 {
          return hasItems && PythonSymbol(tokens[significant(from: position + 1)]) == .colon
        }
      case .as where nesting == 1, .comma where nesting == 1: hasItems = true
      case .walrus where nesting == 1, .for where nesting == 1, .yield where nesting == 1:
        return false
      case .star where nesting == 1 && canBeginItem: return false
      default: break
      }
      canBeginItem = nesting == 1 && (symbol == .leftParen || symbol == .comma)
      position = significant(from: position + 1)
    }
  }

  // MARK: Declarations

  mutating func parseAsync(from start: TreeBuilder.Mark) {
    advance()
    switch symbol {
    case .def: parseFunction(from: start, traits: .async)
    case .for: parseFor(from: start, traits: .async)
    case .with: parseWith(from: start, traits: .async)
    default:
      fail("expected 'def', 'for' or 'with' after 'async'")
      recover(from: start)
    }
  }

  mutating func parseDecorated() {
    let start = mark()
    while symbol == .at {
      let decorator = mark()
      advance()
      parseNamedExpression()
      finish(.decorator, from: decorator)
      if !symbol.endsLine {
        fail("this is no part of the decorator")
        recover(from: mark())
      }
      while symbol == .newline { skipLayout() }
    }
    switch symbol {
    case .def: parseFunction(from: start, traits: [])
    case .class: parseClass(from: start)
    case .async: parseAsync(from: start)
    default:
      fail("expected a function or class after its decorators", at: max(last, 0))
      symbol = PythonSymbol(tokens[index])
      finish(.error, from: start)
    }
  }

  mutating func parseFunction(from start: TreeBuilder.Mark, traits: Traits) {
    advance()
    parseName(.name)
    if symbol == .leftBracket { parseTypeParameters() }
    let opening = index
    if expect(.leftParen, "expected '('") {
      parseParameters(until: .rightParen)
      expectClosing(.rightParen, of: opening)
    }
    if consume(.arrow) { parseExpression(as: .returnType) }
    parseBlock(.body)
    finish(.function, from: start, traits: traits)
  }

  mutating func parseClass(from start: TreeBuilder.Mark) {
    advance()
    parseName(.name)
    if symbol == .leftBracket { parseTypeParameters() }
    if symbol == .leftParen { parseArguments() }
    parseBlock(.body)
    finish(.class, from: start)
  }

  // MARK: Parameters

  /// Parameters up to the symbol that ends them; those of a lambda, which end at a colon, have no annotations.
  mutating func parseParameters(until end: PythonSymbol) {
    let list = mark()
    var kind: Traits = []
    while symbol != end, symbol != .recovering {
      let start = mark()
      switch symbol {
      case .slash:
        advance()
        builder.addTraits(.positionalOnly, since: list)
      case .star:
        advance()
        kind = .keywordOnly
        if symbol != .comma, symbol != end {
          parseParameter(from: start, traits: .variadic, isAnnotated: end == .rightParen)
        }
      case .doubleStar:
        advance()
        parseParameter(from: start, traits: .keywordVariadic, isAnnotated: end == .rightParen)
      default:
        parseParameter(from: start, traits: kind, isAnnotated: end == .rightParen)
      }
      if !consume(.comma) { break }
    }
  }

  private mutating func parseParameter(
    from start: TreeBuilder.Mark, traits: Traits, isAnnotated: Bool
  ) {
    parseName(.name)
    if isAnnotated, consume(.colon) {
      let annotation = mark()
      parseElement()
      label(.annotation, since: annotation)
    }
    if consume(.assign) { parseExpression(as: .defaultValue) }
    finish(.parameter, from: start, traits: traits)
  }

  mutating func parseTypeParameters() {
    let opening = index
    advance()
    while symbol != .rightBracket, symbol != .recovering {
      let start = mark()
      let traits: Traits =
        consume(.star) ? .variadic : consume(.doubleStar) ? .keywordVariadic : []
      parseName(.name)
      if consume(.colon) { parseExpression(as: .annotation) }
      if consume(.assign) {
        let value = mark()
        parseElement()
        label(.defaultValue, since: value)
      }
      finish(.typeParameter, from: start, role: .typeParameter, traits: traits)
      if !consume(.comma) { break }
    }
    expectClosing(.rightBracket, of: opening)
  }
}
