import Syntax

/// WITH.
extension Parser {
  mutating func with() {
    let mark = mark()
    advance()
    let traits: Traits = take(.recursive) ? .recursive : []
    repeat { commonTable() } while take(.comma)
    finish(.sqlWith, from: mark, .with, traits: traits)
  }

  private mutating func commonTable() {
    let mark = mark()
    name()
    if at(.leftParen) { nameList(.columns) }
    expect(.as)
    var traits: Traits = []
    if take(.not, .materialized) {
      traits = .notMaterialized
    } else if take(.materialized) {
      traits = .materialized
    }
    expect(.leftParen)
    let body = self.mark()
    if enter() {
      statement()
      leave()
    }
    setRole(.body, since: body)
    expect(.rightParen)
    if at(.search) || at(.cycle) { searchAndCycle() }
    finish(.sqlCommonTable, from: mark, traits: traits)
  }

  private mutating func searchAndCycle() {
    if take(.search) {
      if !take(.depth) { expect(.breadth) }
      expect(.first)
      expect(.by)
      repeat { advance() } while take(.comma)
      expect(.set)
      advance()
    }
    if take(.cycle) {
      repeat { advance() } while take(.comma)
      expect(.set)
      advance()
      if take(.to) {
        expression()
        expect(.default)
        expression()
      }
      expect(.using)
      advance()
    }
  }
}
