import Syntax

/// FROM: tables, joins, subqueries, functions.
extension Parser {
  mutating func from(_ role: Role = .none) {
    let mark = mark()
    advance()
    tableReferences()
    finish(.sqlFrom, from: mark, role)
  }

  mutating func tableReferences() {
    repeat { tableReference() } while take(.comma)
  }

  /// A table with all that is joined to it.
  mutating func tableReference(_ role: Role = .none) {
    let mark = mark()
    guard enter() else { return setRole(role, since: mark) }
    tablePrimary()
    joins(from: mark)
    leave()
    setRole(role, since: mark)
  }

  private mutating func joins(from mark: TreeBuilder.Mark) {
    while let traits = joinWords() {
      setRole(.left, since: mark)
      let right = self.mark()
      tablePrimary()
      let needsCondition = traits.isDisjoint(with: [.cross, .natural])
      if needsCondition, !at(.on), !at(.using), !dialect.isLenient, current.beginsJoin, enter() {
        // `a JOIN b JOIN c ON x ON y`
        joins(from: right)
        leave()
      }
      setRole(.right, since: right)
      if take(.on) {
        expression(.condition)
      } else if at(.using) {
        advance()
        nameList(.columns)
        if take(.as) { label(.alias) }
      } else if needsCondition, !dialect.isLenient {
        fail(expecting: "ON or USING")
      }
      finish(.sqlJoin, from: mark, traits: traits)
    }
  }

  /// Consumes the words of a join; nil when there is none.
  private mutating func joinWords() -> Traits? {
    guard current.beginsJoin else { return nil }
    var traits: Traits = take(.natural) ? .natural : []
    switch current {
    case .left:
      traits.insert(.left)
      advance()
      take(.outer)
    case .right:
      traits.insert(.right)
      advance()
      take(.outer)
    case .full:
      traits.insert(.full)
      advance()
      take(.outer)
    case .cross:
      traits.insert(.cross)
      advance()
    case .inner: advance()
    case .straight_join:
      guard dialect == .mysql else { return nil }
      advance()
      take(.lateral)
      return traits
    default: break
    }
    if dialect == .cockroach, at(.hash) || at(.merge) || at(.lookup) { advance() }
    expect(.join)
    return traits
  }

  private mutating func tablePrimary() {
    let mark = mark()
    var traits: Traits = take(.lateral) ? .lateral : []
    switch current {
    case .only:
      advance()
      let isParenthesized = take(.leftParen)
      name(.table)
      if isParenthesized { expect(.rightParen) }
      traits.insert(.only)
      tableSuffixes(from: mark, traits)
    case .leftParen:
      if parenthesesHoldQuery() {
        derivedTable(from: mark, traits)
      } else {
        advance()
        let inner = self.mark()
        tableReference()
        while at(.comma), dialect.isLenient {
          setRole(.left, since: inner)
          advance()
          tableReference(.right)
          finish(.sqlJoin, from: inner, traits: .cross)
        }
        expect(.rightParen)
        if builder.count(since: mark) > 0, !failed {
          builder.widen(from: mark.firstToken, through: lastToken)
        }
        parenthesizedJoinAlias(from: mark)
      }
    case .rows where peek() == .from:
      advance()
      advance()
      skipParentheses()
      functionTableEnd(from: mark, traits)
    case .select, .values, .with: fail(expecting: "a table")
    default:
      if at(.stringLiteral), dialect == .sqlite {
        leaf(.sqlName, .table)
        return tableSuffixes(from: mark, traits)
      }
      guard atName || (current.isFunctionKeyword && peek() == .leftParen) || current.isTableFunction else {
        return fail(expecting: "a table")
      }
      let word = current
      let inner = self.mark()
      dottedName()
      if at(.leftParen) {
        finish(.sqlName, from: inner, .callee)
        arguments(from: inner, of: word)
        setRole(.value, since: inner)
        functionTableEnd(from: mark, traits)
      } else {
        finish(.sqlName, from: inner, .table)
        tableSuffixes(from: mark, traits)
      }
    }
  }

  /// `FROM (SELECT ...) alias`, or a join in parentheses that begins with such: `FROM ((SELECT 1) a JOIN b ON
  /// ...)`.
  private mutating func derivedTable(from mark: TreeBuilder.Mark, _ traits: Traits) {
    if peek() == .leftParen, !parenthesesCloseQuery() {
      guard enter() else { return }
      advance()
      tableReference()
      leave()
      expect(.rightParen)
      if builder.count(since: mark) > 0, !failed { builder.widen(from: mark.firstToken, through: lastToken) }
      return parenthesizedJoinAlias(from: mark)
    }
    let query = self.mark()
    _ = parenthesized()
    setRole(.value, since: query)
    tableAlias(columns: true)
    finish(.sqlDerivedTable, from: mark, traits: traits)
  }

  /// Whether the parentheses at the cursor are a query as a whole: behind the inner ones a set operation,
  /// ORDER BY or the like follows, or the outer ones close.
  private func parenthesesCloseQuery() -> Bool {
    var index = position + 1
    var open = 0
    while index < lexemes.count {
      switch lexemes[index].terminal {
      case .leftParen: open += 1
      case .rightParen:
        open -= 1
        if open == 0 {
          let next = index + 1 < lexemes.count ? lexemes[index + 1].terminal : .endOfText
          return next.continuesQuery || next == .rightParen
        }
      case .semicolon, .endOfText: return true
      default: break
      }
      index += 1
    }
    return true
  }

  private mutating func parenthesizedJoinAlias(from mark: TreeBuilder.Mark) {
    guard at(.as) || atTableAlias else { return }
    take(.as)
    label(.alias)
    if atNameList { nameList(.columns) }
    finish(.sqlOther, from: mark)
  }

  private mutating func functionTableEnd(from mark: TreeBuilder.Mark, _ traits: Traits) {
    if take(.with, .ordinality) {}
    if at(.as, .leftParen) {
      advance()
      columnDefinitions()
    } else {
      tableAlias(columns: false)
      if at(.leftParen) {
        if atNameList { nameList(.columns) } else { columnDefinitions() }
      }
    }
    finish(.sqlFunctionTable, from: mark, traits: traits)
  }

  /// `AS t(a int, b text)`.
  private mutating func columnDefinitions() {
    let mark = mark()
    expect(.leftParen)
    repeat {
      let column = self.mark()
      name()
      type()
      if take(.collate) { name(.none) }
      finish(.sqlColumnDefinition, from: column)
    } while take(.comma)
    expect(.rightParen)
    finish(.sqlOther, from: mark, .columns)
  }

  /// Whether the word at the cursor is an alias without AS.
  var atTableAlias: Bool {
    guard atName else { return false }
    switch current {
    case .set, .values, .offset, .fetch, .window, .on, .only, .do, .user: return false
    case .use, .force, .ignore, .straight_join, .partition, .lock, .select: return dialect != .mysql
    case .indexed: return dialect != .sqlite
    case .not: return false
    case .loop: return !inProcedure
    case .placeholder: return mode == .fragment
    case .hash, .merge, .lookup: return !(dialect == .cockroach && peek() == .join)
    case .minus: return peek() != .select
    default: return true
    }
  }

  mutating func tableAlias(columns: Bool) {
    if take(.as) {
      guard atName || current.isFunctionKeyword || (at(.stringLiteral) && dialect.isLenient) else {
        return fail(expecting: .identifier)
      }
      leaf(.sqlName, .alias)
    } else if atTableAlias {
      if lastIsDeterminer { return failUnexpected() }
      leaf(.sqlName, .alias)
    } else {
      return
    }
    if columns, at(.leftParen), atNameList { nameList(.columns) }
  }

  /// `*`, alias, TABLESAMPLE, index hints; ends the table.
  private mutating func tableSuffixes(from mark: TreeBuilder.Mark, _ traits: Traits) {
    take(.star)
    if at(.atSign), dialect == .cockroach || dialect == .postgres {
      advance()
      if at(.hole) || atName { advance() }
    } else if at(.placeholder), source.bytes[Int(range(ofToken: token).start)] == 0x40, mode == .script {
      advance()
    }
    if dialect.isLenient, at(.partition, .leftParen) {
      advance()
      skipParentheses()
    }
    if dialect == .cockroach, at(.as, .of) {
      while !atEnd, !at(.time) { advance() }
      expect(.time)
      expression(.none, above: Binding.comparison)
    }
    tableAlias(columns: true)
    if at(.tablesample) {
      advance()
      name(.method)
      skipParentheses()
      if take(.repeatable) { skipParentheses() }
    }
    if dialect == .sqlite {
      if take(.indexed, .by) { name(.index) }
      take(.not, .indexed)
    }
    if dialect == .mysql { indexHints() }
    finish(.sqlTable, from: mark, traits: traits)
  }

  private mutating func indexHints() {
    while at(.use) || at(.force) || at(.ignore), peek() == .index || peek() == .key {
      advance()
      advance()
      if take(.for) {
        if take(.order) || take(.group) { expect(.by) } else { expect(.join) }
      }
      skipParentheses()
      take(.comma)
    }
  }

  /// The table that a statement changes, with its alias.
  mutating func target(_ role: Role = .table, alias: Bool = true) {
    let mark = mark()
    var traits: Traits = take(.only) ? .only : []
    let isParenthesized = !traits.isEmpty && take(.leftParen)
    name(.table)
    if isParenthesized { expect(.rightParen) }
    if take(.star) { traits.remove(.only) }
    if alias {
      if dialect.isLenient, at(.partition, .leftParen) {
        advance()
        skipParentheses()
      }
      tableAlias(columns: false)
      if dialect == .sqlite, take(.indexed, .by) { name(.index) }
    }
    finish(.sqlTable, from: mark, role, traits: traits)
  }
}

extension Terminal {
  fileprivate var beginsJoin: Bool {
    switch self {
    case .join, .inner, .left, .right, .full, .cross, .natural, .straight_join: true
    default: false
    }
  }

  fileprivate var isTableFunction: Bool {
    switch self {
    case .current_date, .current_user, .current_timestamp, .session_user, .current_role, .current_catalog:
      true
    default: false
    }
  }
}
