import Syntax

/// CREATE FUNCTION, CREATE PROCEDURE and DO. Bodies in quotes stay strings.
extension Parser {
  mutating func createFunction(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    let object: ObjectKind = at(.procedure) ? .procedure : .function
    advance()
    ifNotExists(&traits)
    name()
    if !(dialect == .mysql && at(.returns)) { skipParentheses() }
    if take(.returns) { returnType() }
    options(&traits)
    finish(.sqlCreateFunction, from: mark, detail: object.rawValue, traits: traits)
  }

  private mutating func returnType() {
    if at(.table), peek() == .leftParen {
      advance()
      return skipParentheses()
    }
    if dialect == .mysql, take(.string) { return }
    type(.returnType)
  }

  private mutating func options(_ traits: inout Traits) {
    while !atEnd {
      switch current {
      case .language:
        advance()
        if at(.stringLiteral) { leaf(.sqlName, .language) } else { name(.language) }
      case .as:
        advance()
        string(.body)
        if take(.comma) { string() }
      case .external, .security:
        take(.external)
        expect(.security)
        if take(.definer) { traits.insert(.securityDefiner) } else { expect(.invoker) }
      case .begin where peek() == .atomic: atomicBlock()
      case .begin where dialect == .mysql: return storedBody()
      case .return:
        if dialect == .mysql { return storedBody() }
        let body = mark()
        advance()
        expression()
        finish(.sqlBlock, from: body, .body)
      case .set:
        if dialect == .mysql { return storedBody() }
        advance()
        functionSetting()
      case .cost, .rows:
        advance()
        advance()
      case .support:
        advance()
        name(.none)
      case .parallel:
        advance()
        advance()
      case .transform:
        advance()
        repeat {
          expect(.for)
          expect(.type)
          type(.none)
        } while take(.comma)
      case .immutable, .stable, .volatile, .strict, .window, .leakproof, .not, .deterministic, .restricted:
        advance()
      case .called, .returns:
        advance()
        take(.null)
        expect(.on)
        expect(.null)
        expect(.input)
      case .no, .contains, .reads, .modifies, .sql, .comment:
        guard dialect == .mysql else { return failUnexpected() }
        advance()
      case .stringLiteral, .data:
        guard dialect == .mysql else { return failUnexpected() }
        advance()
      default:
        if dialect == .mysql { return storedBody() }
        return failUnexpected()
      }
    }
  }

  private mutating func functionSetting() {
    dottedName()
    if at(.time, .zone) { take(.time, .zone) }
    if at(.zone) { advance() }
    if take(.from) { return expect(.current) }
    if !take(.to) { take(.equal) }
    repeat {
      if atEnd { return fail(expecting: "a value") }
      take(.minusSign)
      advance()
    } while take(.comma)
  }

  /// `BEGIN ATOMIC ...; END`.
  private mutating func atomicBlock() {
    let mark = mark()
    take(.begin, .atomic)
    while !at(.end), current != .endOfText {
      if take(.semicolon) { continue }
      if at(.return) {
        let inner = self.mark()
        advance()
        expression()
        finish(.sqlOther, from: inner)
      } else {
        statement()
      }
      if !at(.semicolon), !at(.end) { break }
    }
    expect(.end)
    finish(.sqlBlock, from: mark, .body)
  }

  mutating func doStatement(from mark: TreeBuilder.Mark) {
    advance()
    if dialect == .mysql {
      expressions(.value)
      return finish(.sqlDo, from: mark)
    }
    while at(.language) || at(.stringLiteral) {
      if take(.language) {
        if at(.stringLiteral) { leaf(.sqlName, .language) } else { name(.language) }
      } else {
        string(.body)
      }
    }
    if lastToken == mark.firstToken { fail(expecting: "a string") }
    finish(.sqlDo, from: mark)
  }
}
