import Syntax

/// PL/pgSQL, and the compound statements of stored programs in MySQL and SQLite.
extension Parser {
  /// The body of a function: options, label, DECLARE, BEGIN ... END.
  mutating func procedureBody() {
    while at(.sharp) {
      // #variable_conflict use_column
      while !atEnd, !at(.declare), !at(.begin) { advance() }
    }
    if at(.begin) || at(.declare) || at(.shiftLeft) {
      block(.none)
      take(.semicolon)
    } else if !atEnd {
      fail(expecting: "DECLARE or BEGIN")
    }
  }

  /// BEGIN ... END of a stored program, or its only statement.
  mutating func storedBody() {
    let outer = inProcedure
    inProcedure = true
    let mark = mark()
    procedureStatement()
    setRole(.body, since: mark)
    inProcedure = outer
  }

  private mutating func block(_ role: Role) {
    let mark = mark()
    guard enter() else { return }
    defer { leave() }
    label()
    if at(.declare), dialect != .mysql { declarations() }
    expect(.begin)
    if dialect == .mysql { take(.not, .atomic) }
    statements { $0 == .end || $0 == .exception }
    if at(.exception) { handlers() }
    expect(.end)
    if atName { advance() }
    finish(.sqlBlock, from: mark, role)
  }

  private mutating func label() {
    if at(.shiftLeft) {
      advance()
      if atName { advance() }
      expect(.shiftRight)
    } else if dialect == .mysql, isName(current), peek() == .colon {
      advance()
      advance()
    }
  }

  /// Statements up to a word that ends them; a broken one is skipped.
  private mutating func statements(until isEnd: (Terminal) -> Bool) {
    while true {
      if failed || current == .endOfText || current == .delimiterSymbol { return }
      if take(.semicolon) { continue }
      if isEnd(current) { return }
      let before = position
      guardedStatement(isEnd: isEnd)
      if position == before { return }
      if current == .semicolon { continue }
      if at(.end), !isEnd(.end) { return }
    }
  }

  private mutating func declarations() {
    while at(.declare) {
      advance()
      while !at(.begin), !at(.declare), current != .endOfText {
        if take(.semicolon) { continue }
        let mark = mark()
        declaration()
        if !at(.semicolon), !failed { failUnexpected() }
        finish(.sqlOther, from: mark, .definition)
        if failed { skipDeclaration() }
      }
    }
  }

  private mutating func skipDeclaration() {
    resume()
    while !atEnd, !(at(.begin) && lexemes[position].startsLine) { advance() }
  }

  private mutating func declaration() {
    name()
    if take(.alias) {
      expect(.for)
      return advance()
    }
    if at(.cursor) || at(.scroll) || at(.no, .scroll) {
      while !atEnd, !at(.cursor) { advance() }
      expect(.cursor)
      if at(.leftParen) { skipParentheses() }
      if !take(.for) { expect(.is) }
      return statement()
    }
    take(.constant)
    type()
    if take(.collate) { name(.none) }
    take(.not, .null)
    if take(.assign) || take(.equal) || take(.default) { expression(.value) }
  }

  private mutating func handlers() {
    advance()
    while at(.when) {
      let mark = mark()
      advance()
      while !atEnd, !at(.then) { advance() }
      expect(.then)
      statements { $0 == .when || $0 == .end }
      finish(.sqlBlock, from: mark, .alternative)
    }
  }

  // MARK: Statements

  mutating func procedureStatement() {
    let mark = mark()
    switch current {
    case .shiftLeft:
      if peek(3) == .begin || peek(3) == .declare { return block(.none) }
      label()
      return procedureStatement()
    case .begin: return block(.none)
    case .declare:
      if dialect == .mysql { return mysqlDeclare(from: mark) }
      return block(.none)
    case .if where peek() != .leftParen || !hasAssignment: ifStatement(from: mark)
    case .case: caseStatement(from: mark)
    case .loop, .while, .for, .foreach, .repeat: loop(from: mark)
    case .return: returnStatement(from: mark)
    case .raise: raise(from: mark)
    case .perform:
      advance()
      performed(from: mark)
    case .execute where dialect != .mysql: executeExpression(from: mark)
    case .assert:
      advance()
      expressions()
      finish(.sqlOther, from: mark)
    case .exit, .continue, .leave, .iterate:
      advance()
      if atName, !at(.when) { advance() }
      if take(.when) { expression(.condition) }
      finish(.sqlOther, from: mark)
    case .get:
      advance()
      rest()
      finish(.sqlOther, from: mark)
    case .open:
      advance()
      openCursor(from: mark)
    case .fetch, .move:
      advance()
      while !atEnd, !at(.into) { advance() }
      if at(.into) { into() }
      finish(.sqlFetch, from: mark)
    case .close:
      advance()
      name()
      finish(.sqlOther, from: mark)
    case .null:
      advance()
      finish(.sqlOther, from: mark)
    case .commit, .rollback: utility()
    default:
      if dialect == .mysql, isName(current), peek() == .colon {
        advance()
        advance()
        return procedureStatement()
      }
      if hasAssignment { assign(from: mark) } else { statement() }
    }
  }

  /// Whether the statement at the cursor is `target := value`; looks at no more than the target.
  private var hasAssignment: Bool {
    guard isName(current), dialect != .mysql else { return false }
    var index = position + 1
    var open = 0
    while index < lexemes.count {
      switch lexemes[index].terminal {
      case .assign: return true
      case .equal: return open == 0
      case .dot:
        index += 2
        continue
      case .leftBracket: open += 1
      case .rightBracket: open -= 1
      case .semicolon, .endOfText: return false
      default: if open == 0 { return false }
      }
      index += 1
    }
    return false
  }

  private mutating func assign(from mark: TreeBuilder.Mark) {
    let target = self.mark()
    dottedName()
    finish(.sqlName, from: target, .target)
    if at(.leftBracket) || at(.dot) {
      suffixes(from: target)
      setRole(.target, since: target)
    }
    if !take(.assign) { expect(.equal) }
    plainQueryOrExpression(.value)
    finish(.sqlAssignment, from: mark)
  }

  /// PL/pgSQL puts SELECT before its expressions, so that `count(*) FROM t WHERE ...` is one.
  private mutating func plainQueryOrExpression(_ role: Role) {
    let mark = mark()
    expression(role)
    guard current.continuesPlainQuery else { return }
    finish(.sqlSelectItem, from: mark, .item)
    while take(.comma) { selectItem() }
    selectRest(from: mark)
    setRole(role, since: mark)
  }

  /// PERFORM is a SELECT whose rows nobody wants.
  private mutating func performed(from mark: TreeBuilder.Mark) {
    repeat { selectItem() } while take(.comma)
    selectRest(from: mark)
  }

  private mutating func ifStatement(from mark: TreeBuilder.Mark) {
    guard enter() else { return }
    defer { leave() }
    repeat {
      let branch = self.mark()
      advance()
      plainQueryOrExpression(.condition)
      expect(.then)
      statements { $0 == .elsif || $0 == .elseif || $0 == .else || $0 == .end }
      finish(.sqlBlock, from: branch)
    } while at(.elsif) || at(.elseif)
    elseBranch()
    expect(.end)
    expect(.if)
    finish(.sqlBlock, from: mark)
  }

  private mutating func elseBranch() {
    guard at(.else) else { return }
    let branch = mark()
    advance()
    statements { $0 == .end }
    finish(.sqlBlock, from: branch, .alternative)
  }

  private mutating func caseStatement(from mark: TreeBuilder.Mark) {
    guard enter() else { return }
    defer { leave() }
    advance()
    if !at(.when) { expression(.subject) }
    while at(.when) {
      let branch = self.mark()
      advance()
      expressions(.condition)
      expect(.then)
      statements { $0 == .when || $0 == .else || $0 == .end }
      finish(.sqlBlock, from: branch)
    }
    elseBranch()
    expect(.end)
    expect(.case)
    finish(.sqlBlock, from: mark)
  }

  private mutating func loop(from mark: TreeBuilder.Mark) {
    guard enter() else { return }
    defer { leave() }
    var closing = Terminal.loop
    switch current {
    case .loop: advance()
    case .while:
      advance()
      plainQueryOrExpression(.condition)
      if at(.do) {
        advance()
        closing = .while
      } else {
        expect(.loop)
      }
    case .repeat:
      advance()
      statements { $0 == .until }
      expect(.until)
      expression(.condition)
      expect(.end)
      expect(.repeat)
      return finish(.sqlBlock, from: mark, traits: .loop)
    case .foreach:
      advance()
      names(.target)
      if take(.slice) { advance() }
      expect(.in)
      expect(.array)
      expression(.iterable)
      expect(.loop)
    default: forHead()
    }
    statements { $0 == .end }
    expect(.end)
    expect(closing)
    if atName { advance() }
    finish(.sqlBlock, from: mark, traits: .loop)
  }

  private mutating func forHead() {
    advance()
    names(.target)
    expect(.in)
    take(.reverse)
    let range = mark()
    switch current {
    case .execute:
      executeExpression(from: range)
      setRole(.iterable, since: range)
    case .select, .with, .insert, .update, .delete, .values, .table, .merge:
      statement(.iterable)
    case .leftParen where parenthesesHoldQuery() && !isRange:
      statement(.iterable)
    default:
      expression(.lower)
      if take(.dotDot) {
        expression(.upper)
        if take(.by) { expression(.step) }
      }
    }
    expect(.loop)
  }

  /// Whether `..` stands before the LOOP of a FOR: a range, whatever it begins with.
  private var isRange: Bool {
    var index = position
    while index < lexemes.count {
      switch lexemes[index].terminal {
      case .dotDot: return true
      case .loop, .semicolon, .endOfText: return false
      default: index += 1
      }
    }
    return false
  }

  private mutating func returnStatement(from mark: TreeBuilder.Mark) {
    advance()
    if at(.query) {
      advance()
      if at(.execute) {
        executeExpression(from: self.mark())
      } else {
        statement(.source)
      }
    } else if at(.next), !(peek() == .dot) {
      advance()
      if !atEnd { expression(.value) }
    } else if !atEnd {
      plainQueryOrExpression(.value)
    }
    finish(.sqlOther, from: mark)
  }

  private mutating func raise(from mark: TreeBuilder.Mark) {
    advance()
    switch current {
    case .notice, .warning, .info, .log, .debug, .exception: advance()
    default: break
    }
    if take(.leftParen) {
      // SQLite: RAISE(ABORT, 'text')
      skipBalanced()
      expect(.rightParen)
    } else if !atEnd, !at(.using) {
      if take(.sqlstate) {
        string()
      } else if at(.stringLiteral) {
        string()
        while take(.comma) { expression(.argument) }
      } else {
        name()
      }
    }
    if take(.using) {
      repeat {
        advance()
        if !take(.assign) { expect(.equal) }
        expression(.argument)
      } while take(.comma)
    }
    finish(.sqlOther, from: mark)
  }

  private mutating func executeExpression(from mark: TreeBuilder.Mark) {
    advance()
    plainQueryOrExpression(.value)
    while at(.into) || at(.using) {
      if at(.into) {
        into()
      } else {
        advance()
        expressions(.argument)
      }
    }
    finish(.sqlExecute, from: mark)
  }

  private mutating func openCursor(from mark: TreeBuilder.Mark) {
    name()
    while at(.no) || at(.scroll) { advance() }
    if at(.leftParen) { skipParentheses() }
    if take(.for) {
      if at(.execute) { executeExpression(from: self.mark()) } else { statement() }
    }
    finish(.sqlOther, from: mark)
  }

  /// MySQL: variables, conditions, cursors and handlers.
  private mutating func mysqlDeclare(from mark: TreeBuilder.Mark) {
    advance()
    if at(.continue) || at(.exit) || at(.undo), peek() == .handler {
      advance()
      advance()
      expect(.for)
      while !atEnd, !at(.begin), !at(.set), !at(.select), !at(.insert), !at(.update), !at(.delete),
        !at(.rollback)
      {
        advance()
      }
      if !atEnd { procedureStatement() }
      return finish(.sqlOther, from: mark)
    }
    names()
    if take(.cursor) {
      expect(.for)
      statement()
    } else if take(.condition) {
      rest()
    } else {
      type()
      if take(.default) { expression(.value) }
    }
    finish(.sqlOther, from: mark)
  }
}

extension Terminal {
  fileprivate var continuesPlainQuery: Bool {
    switch self {
    case .from, .where, .order, .limit, .group, .comma: true
    default: false
    }
  }
}
