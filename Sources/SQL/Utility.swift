import Syntax

/// Statements that neither define nor change data.
extension Parser {
  mutating func utility() {
    let mark = mark()
    if isProseVerb { return fail(expecting: "a statement") }
    switch current {
    case .begin, .start: begin(from: mark)
    case .commit, .end: commit(from: mark)
    case .rollback, .abort: rollback(from: mark)
    case .savepoint:
      advance()
      name()
      finish(.sqlSavepoint, from: mark)
    case .release:
      advance()
      take(.savepoint)
      name()
      finish(.sqlRelease, from: mark)
    case .set: set(from: mark)
    case .reset: reset(from: mark)
    case .show:
      advance()
      if atEnd { fail(expecting: "what to show") }
      rest()
      finish(.sqlShow, from: mark)
    case .copy: copy(from: mark)
    case .explain, .describe, .desc: explain(from: mark)
    case .prepare: prepare(from: mark)
    case .execute: execute(from: mark)
    case .deallocate:
      advance()
      take(.prepare)
      if !take(.all) { name() }
      finish(.sqlDeallocate, from: mark)
    case .call: call(from: mark)
    case .do: doStatement(from: mark)
    case .declare: declareCursor(from: mark)
    case .fetch, .move: fetch(from: mark)
    case .close:
      advance()
      if !take(.all) { name() }
      finish(.sqlStatement, from: mark)
    case .truncate: truncate(from: mark)
    case .vacuum: vacuum(from: mark)
    case .analyze, .analyse: analyze(from: mark)
    case .reindex: reindex(from: mark)
    case .cluster: cluster(from: mark)
    case .lock: lockTable(from: mark)
    case .refresh: refresh(from: mark)
    case .comment: comment(from: mark, .sqlComment)
    case .security where peek() == .label: comment(from: mark, .sqlSecurityLabel)
    case .grant: grant(from: mark, .sqlGrant)
    case .revoke: grant(from: mark, .sqlRevoke)
    case .notify, .listen, .unlisten: notify(from: mark)
    case .discard:
      advance()
      if !take(.all), !take(.plans), !take(.sequences), !take(.temp) { expect(.temporary) }
      finish(.sqlDiscard, from: mark)
    case .load:
      advance()
      if dialect == .mysql { rest() } else { string() }
      finish(.sqlLoad, from: mark)
    case .checkpoint:
      advance()
      finish(.sqlCheckpoint, from: mark)
    case .import where peek() == .foreign && peek(2) == .schema, .reassign where peek() == .owned:
      restOfStatement(from: mark)
    case .rename where peek() == .table && dialect == .mysql: renameTables(from: mark)
    default: otherDialects(from: mark)
    }
  }

  private mutating func restOfStatement(from mark: TreeBuilder.Mark) {
    advance()
    rest()
    finish(.sqlStatement, from: mark)
  }

  private mutating func otherDialects(from mark: TreeBuilder.Mark) {
    switch (dialect, current) {
    case (.mysql, .use), (.mysql, .kill), (.mysql, .flush), (.mysql, .optimize), (.mysql, .repair),
      (.mysql, .check),
      (.mysql, .checksum), (.mysql, .unlock), (.mysql, .handler), (.mysql, .purge), (.mysql, .change),
      (.mysql, .install), (.mysql, .uninstall), (.mysql, .xa), (.mysql, .get), (.mysql, .signal),
      (.mysql, .resignal),
      (.mysql, .binlog), (.mysql, .restart), (.mysql, .stop), (.mysql, .replace), (.mysql, .cache),
      (.mysql, .delimiter),
      (.sqlite, .pragma), (.sqlite, .attach), (.sqlite, .detach), (.cockroach, .backup),
      (.cockroach, .restore),
      (.cockroach, .pause), (.cockroach, .resume), (.cockroach, .cancel), (.cockroach, .use),
      (.cockroach, .configure),
      (.cockroach, .import), (.cockroach, .split), (.cockroach, .export), (.cockroach, .experimental):
      restOfStatement(from: mark)
    case (.postgres, .use) where mode == .script && (peek(2) == .semicolon || peek(2) == .endOfText):
      restOfStatement(from: mark)
    case (.postgres, .pragma): restOfStatement(from: mark)
    default:
      fail(expecting: "a statement")
    }
  }

  private mutating func prepare(from mark: TreeBuilder.Mark) {
    advance()
    if take(.transaction) {
      string()
      return finish(.sqlPrepareTransaction, from: mark)
    }
    name()
    if dialect == .mysql, take(.from) {
      expression()
      return finish(.sqlPrepare, from: mark)
    }
    if at(.leftParen) { skipParentheses() }
    expect(.as)
    statement(.body)
    finish(.sqlPrepare, from: mark)
  }

  mutating func statement(_ role: Role) {
    let mark = mark()
    statement()
    setRole(role, since: mark)
  }

  // MARK: Settings

  mutating func set(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    if at(.local), peek() != .equal, peek() != .to {
      advance()
      traits = .local
    } else if at(.session), peek() != .characteristics, peek() != .authorization, peek() != .equal,
      peek() != .to
    {
      advance()
      traits = .session
    } else if dialect != .postgres, at(.global) || at(.persist) {
      advance()
    } else if dialect == .cockroach, take(.cluster) {
      expect(.setting)
    }
    switch current {
    case .time where peek() == .zone:
      let nameMark = self.mark()
      take(.time, .zone)
      finish(.sqlName, from: nameMark, .name)
      settingValue()
    case .transaction,
      .session where peek() == .characteristics:
      leaf(.sqlName, .name)
      if at(.snapshot) {
        rest()
      } else {
        take(.characteristics)
        take(.as)
        take(.transaction)
        transactionModes()
      }
    case .constraints where peek() == .all || isName(peek()):
      advance()
      if !take(.all) { names() }
      if !take(.deferred) { expect(.immediate) }
    case .role where peek() != .equal && peek() != .to, .session where peek() == .authorization:
      leaf(.sqlName, .name)
      take(.authorization)
      settingValue()
    case .names, .character, .charset, .xml:
      let nameMark = self.mark()
      advance()
      take(.set)
      finish(.sqlName, from: nameMark, .name)
      rest()
    default: settings()
    }
    finish(.sqlSet, from: mark, traits: traits)
  }

  /// `name TO value, value`; MySQL's `@a = 1, GLOBAL b = 2`.
  private mutating func settings() {
    repeat {
      if dialect == .mysql, at(.global) || at(.session) || at(.persist), isName(peek()) { advance() }
      name()
      if dialect == .mysql, at(.password) || at(.for) { return rest() }
      if take(.from) { return expect(.current) }
      if !take(.to), !(dialect == .mysql && take(.assign)) { expect(.equal) }
      settingValue()
    } while take(.comma)
  }

  private mutating func settingValue() {
    repeat {
      switch current {
      case .default where peek() != .leftParen: leaf(.sqlDefaultValue, .value)
      case .on, .all: leaf(.sqlOther, .value)
      case .interval, .numberLiteral, .stringLiteral, .minusSign, .plusSign, .placeholder, .hole, .true,
        .false,
        .leftParen:
        expression(.value)
      default:
        if atName || current.isKeyword || dialect == .mysql {
          expressionOrWord()
        } else {
          fail(expecting: "a value")
        }
      }
    } while dialect != .mysql && take(.comma)
  }

  private mutating func expressionOrWord() {
    if dialect == .mysql || peek() == .leftParen || peek() == .dot || atName {
      expression(.value)
    } else {
      leaf(.sqlOther, .value)
    }
  }

  private mutating func reset(from mark: TreeBuilder.Mark) {
    advance()
    if at(.time, .zone) {
      let nameMark = self.mark()
      take(.time, .zone)
      finish(.sqlName, from: nameMark, .name)
    } else if take(.session) {
      expect(.authorization)
    } else if take(.transaction) {
      expect(.isolation)
      expect(.level)
    } else if !take(.all) {
      name()
      if dialect == .mysql { rest() }
    }
    finish(.sqlReset, from: mark)
  }

  // MARK: Prepared statements, procedures, cursors

  private mutating func execute(from mark: TreeBuilder.Mark) {
    advance()
    name()
    if dialect == .mysql, take(.using) {
      expressions(.argument)
    } else if take(.leftParen) {
      if !at(.rightParen) { expressions(.argument) }
      expect(.rightParen)
    }
    finish(.sqlExecute, from: mark)
  }

  private mutating func call(from mark: TreeBuilder.Mark) {
    advance()
    name()
    if at(.leftParen) {
      callArguments()
    } else if dialect != .mysql {
      expect(.leftParen)
    }
    finish(.sqlCallStatement, from: mark)
  }

  private mutating func callArguments() {
    expect(.leftParen)
    if !at(.rightParen) {
      repeat {
        let mark = self.mark()
        take(.variadic)
        if peek() == .arrow || peek() == .assign, atName {
          leaf(.sqlName, .name)
          advance()
          expression(.value)
          finish(.sqlOther, from: mark, .argument)
        } else {
          expression(.argument)
        }
      } while take(.comma)
    }
    expect(.rightParen)
  }

  private mutating func declareCursor(from mark: TreeBuilder.Mark) {
    advance()
    name()
    while at(.binary) || at(.insensitive) || at(.asensitive) || at(.scroll) || at(.no) { advance() }
    expect(.cursor)
    if take(.with) || take(.without) { expect(.hold) }
    expect(.for)
    statement(.body)
    finish(.sqlDeclareCursor, from: mark)
  }

  private mutating func fetch(from mark: TreeBuilder.Mark) {
    advance()
    if atEnd { fail(expecting: .identifier) }
    while at(.next) || at(.prior) || at(.first) || at(.last) || at(.absolute) || at(.relative) || at(.forward)
      || at(.backward) || at(.all) || at(.numberLiteral) || at(.minusSign) || at(.plusSign)
    {
      advance()
    }
    if !take(.from) { take(.in) }
    if atName { name() }
    finish(.sqlFetch, from: mark)
  }

  private mutating func notify(from mark: TreeBuilder.Mark) {
    let kind: NodeKind = at(.notify) ? .sqlNotify : at(.listen) ? .sqlListen : .sqlStatement
    advance()
    if !take(.star) { name() }
    if take(.comma) { expression() }
    finish(kind, from: mark)
  }

  // MARK: COPY, EXPLAIN, COMMENT, GRANT

  private mutating func copy(from mark: TreeBuilder.Mark) {
    advance()
    take(.binary)
    var traits: Traits = []
    if at(.leftParen) {
      let body = self.mark()
      if parenthesesHoldQuery() {
        parenthesizedQuery(.source)
      } else {
        advance()
        statement()
        setRole(.source, since: body)
        expect(.rightParen)
      }
    } else {
      name(.table)
      if at(.leftParen) { nameList(.columns) }
    }
    if take(.from) {
      if at(.stdin) { traits = .fromInput }
    } else {
      expect(.to)
    }
    take(.program)
    if at(.stringLiteral) {
      string()
    } else if at(.stdin) || at(.stdout) || at(.placeholder) || at(.hole) {
      advance()
    } else {
      fail(expecting: "a file name, STDIN or STDOUT")
    }
    while !atEnd {
      if at(.where) { clause(.sqlWhere) } else if at(.leftParen) { skipParentheses() } else { advance() }
    }
    finish(.sqlCopy, from: mark, traits: traits)
  }

  private mutating func explain(from mark: TreeBuilder.Mark) {
    let isDescribe = current != .explain
    advance()
    var traits: Traits = []
    if isDescribe, dialect != .mysql { return fail(expecting: "a statement") }
    if dialect == .mysql, atName, !current.beginsExplainedStatement, !at(.analyze), !at(.format) {
      name()
      rest()
      return finish(.sqlExplain, from: mark)
    }
    if at(.leftParen), !parenthesesHoldQuery() {
      advance()
      repeat {
        if at(.analyze) || at(.analyse) {
          advance()
          if !(at(.false) || at(.off)) { traits = .analyze }
        } else if at(.rightParen) || atEnd {
          break
        } else {
          advance()
        }
        while !atEnd, !at(.comma), !at(.rightParen) { advance() }
      } while take(.comma)
      expect(.rightParen)
    } else {
      if take(.analyze) || take(.analyse) { traits = .analyze }
      take(.verbose)
      if dialect == .sqlite { take(.query, .plan) }
      if dialect == .mysql, take(.format) {
        take(.equal)
        advance()
      }
    }
    statement(.body)
    finish(.sqlExplain, from: mark, traits: traits)
  }

  private mutating func refresh(from mark: TreeBuilder.Mark) {
    advance()
    expect(.materialized)
    expect(.view)
    var traits: Traits = []
    if take(.concurrently) { traits.insert(.concurrently) }
    name()
    if take(.with) {
      if take(.no) { traits.insert(.withNoData) }
      expect(.data)
    }
    finish(.sqlRefreshMaterializedView, from: mark, traits: traits)
  }

  private mutating func comment(from mark: TreeBuilder.Mark, _ kind: NodeKind) {
    advance()
    take(.label)
    if take(.for) { advance() }
    expect(.on)
    let object = objectKind()
    guard object != .none else {
      fail(expecting: "an object")
      return finish(kind, from: mark)
    }
    objectName(object)
    if object == .operatorClass || object == .operatorFamily, take(.using) { name(.method) }
    if object == .trigger || object == .policy || object == .rule || object == .constraint, take(.on) {
      take(.domain)
      name(.table)
    }
    expect(.is)
    if !take(.null) { if at(.placeholder) || at(.hole) { expression() } else { string(.value) } }
    finish(kind, from: mark, detail: object.rawValue)
  }

  private mutating func grant(from mark: TreeBuilder.Mark, _ kind: NodeKind) {
    advance()
    if atEnd { fail(expecting: "a privilege") }
    let word: Terminal = kind == .sqlGrant ? .to : .from
    while !atEnd, current != word {
      if at(.leftParen) { skipParentheses() } else { advance() }
    }
    expect(word)
    if atEnd { fail(expecting: "a role") }
    // Inside CREATE SCHEMA the next statement follows at once.
    while !atEnd, !at(.create), !at(.grant) || peek() == .option { advance() }
    finish(kind, from: mark)
  }

  private mutating func renameTables(from mark: TreeBuilder.Mark) {
    advance()
    advance()
    repeat {
      name()
      expect(.to)
      name(.newName)
    } while take(.comma)
    finish(.sqlStatement, from: mark)
  }
}

extension Terminal {
  fileprivate var beginsExplainedStatement: Bool {
    switch self {
    case .insert, .update, .delete, .replace, .values, .execute, .declare: true
    default: false
    }
  }
}
