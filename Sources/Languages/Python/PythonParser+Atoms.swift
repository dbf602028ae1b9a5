import Syntax

/// Names, literals, displays, comprehensions and strings.
extension PythonParser {
  mutating func parseAtom() {
    switch symbol {
    case .identifier: leaf(.name)
    case .number: leaf(.number)
    case .string, .stringStart: parseStrings()
    case .True, .False: leaf(.boolean)
    case .None: leaf(.null)
    case .ellipsis: leaf(.ellipsis)
    case .leftParen: parseParentheses()
    case .leftBracket: parseList()
    case .leftBrace: parseBraces()
    case .lambda: parseExpression()
    default: fail("expected an expression")
    }
  }

  // MARK: Displays

  private mutating func parseParentheses() {
    let start = mark()
    let opening = index
    advance()
    let contents = mark()
    if symbol == .rightParen {
      advance()
      finish(.tuple, from: start, traits: .parenthesized)
      return
    }
    if symbol == .yield {
      parseYield()
    } else {
      parseElement()
    }
    switch symbol {
    case .for, .async:
      parseClauses(since: contents)
      expectClosing(.rightParen, of: opening)
      finish(.comprehension, from: start, traits: [.generator, .parenthesized])
    case .comma:
      parseElements(until: .rightParen)
      expectClosing(.rightParen, of: opening)
      finish(.tuple, from: start, traits: .parenthesized)
    default:
      expectClosing(.rightParen, of: opening)
      if builder.count(since: contents) > 0 { builder.addTraits(.parenthesized) }
    }
  }

  private mutating func parseList() {
    let start = mark()
    let opening = index
    advance()
    let contents = mark()
    if symbol != .rightBracket, !symbol.endsLine { parseElement() }
    let isComprehension = symbol == .for || symbol == .async
    if isComprehension { parseClauses(since: contents) } else { parseElements(until: .rightBracket) }
    expectClosing(.rightBracket, of: opening)
    finish(
      isComprehension ? .comprehension : .list, from: start, traits: isComprehension ? .list : [])
  }

  /// The rest of a display, from the comma after its first element.
  private mutating func parseElements(until end: PythonSymbol) {
    while consume(.comma), symbol != end, !symbol.endsLine { parseElement() }
  }

  private mutating func parseBraces() {
    let start = mark()
    let opening = index
    advance()
    let contents = mark()
    var isSet = false
    if symbol != .rightBrace, !symbol.endsLine { isSet = !parseEntry() }
    if symbol == .for || symbol == .async {
      parseClauses(since: contents)
      expectClosing(.rightBrace, of: opening)
      finish(.comprehension, from: start, traits: isSet ? .set : .dictionary)
      return
    }
    while consume(.comma), symbol != .rightBrace, !symbol.endsLine { _ = parseEntry() }
    expectClosing(.rightBrace, of: opening)
    finish(isSet ? .set : .dictionary, from: start)
  }

  /// An element of a set or dictionary; true for what only a dictionary has.
  private mutating func parseEntry() -> Bool {
    let start = mark()
    if consume(.doubleStar) {
      parseBinary(Precedence.bitOr)
      finish(.spread, from: start)
      return true
    }
    parseElement()
    guard symbol == .colon else { return false }
    builder.setRole(.key)
    advance()
    parseExpression(as: .value)
    finish(.pair, from: start)
    return true
  }

  // MARK: Comprehensions

  /// Goes on after the element, which began at the mark, in a comprehension without brackets of its own.
  mutating func parseComprehension(from start: TreeBuilder.Mark, traits: Traits) {
    parseClauses(since: start)
    finish(.comprehension, from: start, traits: traits)
  }

  private mutating func parseClauses(since element: TreeBuilder.Mark) {
    label(.element, since: element)
    while symbol == .for || symbol == .async {
      let start = mark()
      let isAsync = consume(.async)
      expect(.for, "expected 'for'")
      parseTargetList(as: .target)
      expect(.in, "expected 'in'")
      let iterable = mark()
      parseBinary(Precedence.or)
      label(.iterable, since: iterable)
      while consume(.if) {
        let condition = mark()
        parseBinary(Precedence.or)
        label(.condition, since: condition)
      }
      finish(.comprehensionClause, from: start, traits: isAsync ? .async : [])
    }
  }

  // MARK: Strings

  mutating func parseStrings() {
    let start = mark()
    var parts = 0
    while symbol == .string || symbol == .stringStart {
      parseString()
      parts += 1
    }
    if parts > 1 { finish(.stringConcatenation, from: start) }
  }

  private mutating func parseString() {
    let start = mark()
    let traits = PythonStringFlags(rawValue: tokens[index].flags).traits
    let isPlain = symbol == .string
    advance()
    if !isPlain {
      parts: while true {
        switch symbol {
        case .stringText: advance()
        case .interpolationStart: parseInterpolation()
        case .stringEnd:
          advance()
          break parts
        default: break parts
        }
      }
    }
    finish(.string, from: start, traits: traits)
  }

  /// `{value}`, `{value=!r:specification}`. A broken one does not break the string.
  private mutating func parseInterpolation() {
    guard enter() else { return }
    let start = mark()
    advance()
    let value = mark()
    if symbol == .yield { parseYield() } else { parseExpressionList(as: .none) }
    label(.value, since: value)
    _ = consume(.assign)
    if consume(.exclamation) { expect(.identifier, "expected a conversion") }
    if consume(.colon) {
      while symbol == .stringText || symbol == .interpolationStart {
        if symbol == .stringText { advance() } else { parseInterpolation() }
      }
    }
    if symbol != .interpolationEnd {
      fail("expected '}'")
      recoverInHole()
    }
    _ = consume(.interpolationEnd)
    finish(.interpolation, from: start)
    leave()
  }
}
