import Syntax

/// Simple statements.
extension PythonParser {
  mutating func parseStatement() {
    switch symbol {
    case .if: parseIf()
    case .while: parseWhile()
    case .for: parseFor(from: mark(), traits: [])
    case .try: parseTry()
    case .with: parseWith(from: mark(), traits: [])
    case .def: parseFunction(from: mark(), traits: [])
    case .class: parseClass(from: mark())
    case .at: parseDecorated()
    case .async: parseAsync(from: mark())
    case .identifier where isToken(index, "match") && beginsMatch(): parseMatch()
    default: parseSimpleStatements()
    }
  }

  /// The statements of one logical line.
  mutating func parseSimpleStatements() {
    while true {
      let start = mark()
      parseSimpleStatement()
      if symbol == .semicolon {
        advance()
        if !symbol.endsLine { continue }
      }
      if !symbol.endsLine {
        fail("this is no part of the statement before it")
        recover(from: start)
      }
      break
    }
    if symbol == .newline { skipLayout() }
  }

  private mutating func parseSimpleStatement() {
    switch symbol {
    case .return: parseReturn()
    case .import: parseImport()
    case .from: parseFrom()
    case .raise: parseRaise()
    case .pass: leaf(.pass)
    case .break: leaf(.break)
    case .continue: leaf(.continue)
    case .assert: parseAssert()
    case .del: parseDelete()
    case .global: parseNames(.global)
    case .nonlocal: parseNames(.nonlocal)
    case .identifier where isToken(index, "type") && beginsTypeAlias(): parseTypeAlias()
    default: parseExpressionStatement()
    }
  }

  private mutating func parseReturn() {
    let start = mark()
    advance()
    if !symbol.endsLine, symbol != .semicolon { parseExpressionList(as: .value) }
    finish(.return, from: start)
  }

  private mutating func parseRaise() {
    let start = mark()
    advance()
    if !symbol.endsLine, symbol != .semicolon {
      parseExpression(as: .value)
      if consume(.from) { parseExpression(as: .cause) }
    }
    finish(.throw, from: start)
  }

  private mutating func parseAssert() {
    let start = mark()
    advance()
    parseExpression(as: .condition)
    if consume(.comma) { parseExpression(as: .message) }
    finish(.assert, from: start)
  }

  private mutating func parseDelete() {
    let start = mark()
    advance()
    repeat { parseExpression() } while consume(.comma) && !symbol.endsLine && symbol != .semicolon
    finish(.delete, from: start)
  }

  private mutating func parseNames(_ kind: NodeKind) {
    let start = mark()
    advance()
    repeat { parseName(.name) } while consume(.comma)
    finish(kind, from: start)
  }

  // MARK: Imports

  private mutating func parseImport() {
    let start = mark()
    advance()
    repeat {
      let item = mark()
      parseDottedName(.name)
      parseAlias()
      finish(.importItem, from: item)
    } while consume(.comma)
    finish(.import, from: start)
  }

  private mutating func parseFrom() {
    let start = mark()
    advance()
    while symbol == .dot || symbol == .ellipsis { advance() }
    if symbol != .import || last == start.firstToken { parseDottedName(.module) }
    expect(.import, "expected 'import'")
    let opening = index
    if symbol == .star {
      leaf(.importItem, traits: .wildcard)
    } else if consume(.leftParen) {
      while symbol != .rightParen {
        parseImportedName()
        if !consume(.comma) { break }
      }
      expectClosing(.rightParen, of: opening)
    } else {
      repeat { parseImportedName() } while consume(.comma)
    }
    finish(.importFrom, from: start)
  }

  private mutating func parseImportedName() {
    let item = mark()
    parseName(.name)
    parseAlias()
    finish(.importItem, from: item)
  }

  private mutating func parseAlias() {
    if consume(.as) { parseName(.alias) }
  }

  private mutating func parseDottedName(_ role: Role) {
    let start = mark()
    guard symbol == .identifier else {
      fail("expected the name of a module")
      return
    }
    advance()
    while consume(.dot) { expect(.identifier, "expected a name after '.'") }
    finish(.dottedName, from: start, role: role)
  }

  // MARK: Expressions and assignments

  private mutating func parseExpressionStatement() {
    let start = mark()
    parseValueList()
    switch symbol {
    case .assign:
      while symbol == .assign {
        label(.target, since: start)
        advance()
        parseValueList(as: .value)
      }
      finish(.assignment, from: start)
    case .colon:
      label(.target, since: start)
      advance()
      parseExpression(as: .annotation)
      if consume(.assign) { parseValueList(as: .value) }
      finish(.assignment, from: start)
    case _ where symbol.isAugmentedAssignment:
      let operation = symbol.binaryOperator
      label(.target, since: start)
      advance()
      parseValueList(as: .value)
      finish(.assignment, from: start, operator: operation)
    default:
      if builder.count(since: start) > 0 { finish(.expressionStatement, from: start) }
    }
  }

  /// `yield ...`, or expressions with commas and stars.
  private mutating func parseValueList(as role: Role = .none) {
    if symbol == .yield {
      let start = mark()
      parseYield()
      label(role, since: start)
    } else {
      parseExpressionList(as: role)
    }
  }

  /// `type` is a keyword only where a name follows it.
  private func beginsTypeAlias() -> Bool {
    tokens[significant(from: index + 1)].kind == .identifier
  }

  private mutating func parseTypeAlias() {
    let start = mark()
    advance()
    parseName(.name)
    if symbol == .leftBracket { parseTypeParameters() }
    expect(.assign, "expected '='")
    parseExpression(as: .value)
    finish(.typeAlias, from: start)
  }
}
