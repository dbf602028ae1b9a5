import Syntax

/// Statements that begin and end transactions.
extension Parser {
  mutating func begin(from mark: TreeBuilder.Mark) {
    if take(.start) {
      expect(.transaction)
    } else {
      advance()
      if at(.immediate) || at(.deferred) || at(.exclusive) || at(.concurrently) { advance() }
      if !take(.work) { take(.transaction) }
    }
    transactionModes()
    finish(.sqlBegin, from: mark)
  }

  mutating func transactionModes() {
    while true {
      switch current {
      case .isolation:
        advance()
        expect(.level)
        if !take(.serializable), !take(.repeatable, .read), !take(.snapshot) {
          expect(.read)
          if !take(.committed) { expect(.uncommitted) }
        }
      case .read:
        advance()
        if !take(.only) { expect(.write) }
      case .not:
        advance()
        expect(.deferrable)
      case .deferrable, .comma: advance()
      case .with where peek() == .consistent:
        advance()
        advance()
        expect(.snapshot)
      case .priority where dialect == .cockroach, .as where dialect == .cockroach:
        rest()
      default: return
      }
    }
  }

  mutating func commit(from mark: TreeBuilder.Mark) {
    advance()
    if take(.prepared) {
      string()
      return finish(.sqlCommit, from: mark)
    }
    if !take(.work) { take(.transaction) }
    chain()
    finish(.sqlCommit, from: mark)
  }

  private mutating func chain() {
    if take(.and) {
      take(.no)
      expect(.chain)
    }
    if dialect == .mysql, at(.release) || at(.no) {
      take(.no)
      expect(.release)
    }
  }

  mutating func rollback(from mark: TreeBuilder.Mark) {
    advance()
    if take(.prepared) {
      string()
      return finish(.sqlRollback, from: mark)
    }
    if !take(.work) { take(.transaction) }
    var traits: Traits = []
    if take(.to) {
      take(.savepoint)
      name()
      traits = .savepoint
    } else {
      chain()
    }
    finish(.sqlRollback, from: mark, traits: traits)
  }
}
