import Syntax

/// Lists of statements, which statement a word begins, and where parsing takes up again behind a broken one.
extension Parser {
  mutating func parseText() {
    if mode == .procedure {
      inProcedure = true
      procedureBody()
      if !atEnd, !failed { failUnexpected() }
      resume()
    }
    while tokens[token].kind != .endOfFile {
      resume()
      if take(.semicolon) || take(.delimiterSymbol) { continue }
      guardedStatement()
    }
  }

  /// One statement and, if it is broken, the tokens to its end. Afterwards the cursor is at its terminator or
  /// at the next statement, and the parser is not `failed`.
  mutating func guardedStatement(isEnd: (Terminal) -> Bool = { _ in false }) {
    let mark = mark()
    let start = position
    resume()
    if inProcedure { procedureStatement() } else { statement() }
    if !atEnd, !failed, !isEnd(current), !lexemes[position].startsStatement { failUnexpected() }
    guard failed else { return }
    recover(from: start)
    if builder.count(since: mark) == 1, builder.lastKind(since: mark) != .sqlName {
      builder.widen(from: mark.firstToken, through: lastToken)
    } else {
      builder.finish(.error, from: mark, through: max(lastToken, mark.firstToken))
    }
    resume()
  }

  /// Goes to the semicolon that ends the broken statement, or to a line that begins another beyond doubt.
  private mutating func recover(from start: Int) {
    let failure = position
    resume()
    var open = 0
    while position < lexemes.count - 5 {
      let lexeme = lexemes[position]
      let isNew = position > start
      if isNew, lexeme.startsStatement { break }
      switch lexeme.terminal {
      case .delimiterSymbol: return
      case .semicolon: return
      case .leftParen: open += 1
      case .rightParen: open = max(open - 1, 0)
      default:
        if isNew, lexeme.startsLine, position >= failure, beginsStatement(open: open) { return }
      }
      current = lexeme.terminal
      advance()
    }
  }

  /// Whether the words at the cursor can be nothing but the start of a statement.
  private func beginsStatement(open: Int) -> Bool {
    let next = lexemes[position + 1].terminal
    switch lexemes[position].terminal {
    case .alter, .drop:
      switch next {
      case .table, .index, .view, .type, .sequence, .function, .procedure, .schema, .materialized, .domain,
        .extension,
        .policy, .trigger, .role, .user, .database:
        return true
      default: return false
      }
    case .create:
      switch next {
      case .table, .index, .unique, .view, .or, .type, .sequence, .function, .procedure, .schema,
        .materialized,
        .domain, .extension, .policy, .trigger, .role, .user, .database, .temporary, .temp, .unlogged:
        return true
      default: return false
      }
    case .insert, .merge: return next == .into && open == 0
    case .delete: return next == .from && open == 0
    case .update:
      return open == 0 && isName(next) && lexemes[min(position + 2, lexemes.count - 1)].terminal == .set
    case .select: return open == 0
    case .with: return open == 0 && lexemes[min(position + 2, lexemes.count - 1)].terminal == .as
    case .begin, .commit, .rollback: return next == .semicolon
    case .grant, .revoke, .truncate, .vacuum, .comment:
      return next == .on || next == .table || next == .all || next == .select
    case .do: return next == .stringLiteral
    default: return false
    }
  }

  // MARK: Dispatch

  /// The statement at the cursor: one node.
  mutating func statement() {
    let mark = mark()
    guard enter() else { return }
    defer { leave() }
    switch current {
    case .select, .values, .table: query()
    case .leftParen: query()
    case .with:
      with()
      withBody(from: mark)
    case .insert: insert(from: mark)
    case .replace where dialect.isLenient || (isLoose && peek() == .into),
      .upsert where dialect == .cockroach:
      insert(from: mark)
    case .update: update(from: mark)
    case .delete: delete(from: mark)
    case .merge: merge(from: mark)
    case .create: create()
    case .alter: alter()
    case .drop: drop()
    case .hole where mode == .fragment: leaf(.sqlHole)
    case .begin where dialect == .mysql && peek() == .not, .if where dialect == .mysql && mode == .script:
      storedBody()
    default: utility()
    }
  }

  private mutating func withBody(from mark: TreeBuilder.Mark) {
    switch current {
    case .insert, .replace, .upsert: insert(from: mark)
    case .update: update(from: mark)
    case .delete: delete(from: mark)
    case .merge: merge(from: mark)
    default:
      queryOperand()
      queryRest(from: mark)
    }
  }
}
