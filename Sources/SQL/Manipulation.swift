import Syntax

/// INSERT, UPDATE, DELETE, MERGE. Each takes the mark before its WITH.
extension Parser {
  // MARK: INSERT

  mutating func insert(from mark: TreeBuilder.Mark) {
    var traits: Traits = take(.replace) ? .replace : []
    if traits.isEmpty {
      if take(.upsert) { traits = .replace } else { expect(.insert) }
    }
    if take(.or) {
      if at(.replace) { traits.insert(.replace) }
      if at(.ignore) { traits.insert(.ignore) }
      advance()
    }
    while dialect == .mysql, at(.low_priority) || at(.delayed) || at(.high_priority) { advance() }
    if at(.ignore), dialect == .mysql || peek() == .into {
      traits.insert(.ignore)
      advance()
    }
    if dialect == .mysql { take(.into) } else { expect(.into) }
    insertTarget()
    if at(.leftParen), !parenthesesHoldQuery() { insertColumns() }
    if take(.overriding) {
      if !take(.system) { expect(.user) }
      expect(.value)
    }
    insertSource()
    if dialect == .mysql, at(.as), isName(peek()) {
      advance()
      label(.alias)
      if at(.leftParen) { nameList(.none) }
    }
    while at(.on), peek() == .conflict || peek() == .duplicate { onConflict() }
    returning()
    finish(.sqlInsert, from: mark, traits: traits)
  }

  private mutating func insertTarget() {
    let mark = mark()
    name(.table)
    if take(.as) { label(.alias) } else if at(.identifier), dialect == .cockroach { leaf(.sqlName, .alias) }
    if dialect.isLenient, at(.partition, .leftParen) {
      advance()
      skipParentheses()
    }
    finish(.sqlTable, from: mark, .table)
  }

  private mutating func insertColumns() {
    if peek() == .rightParen, dialect == .mysql {
      take(.leftParen, .rightParen)
    } else {
      nameList(.columns)
    }
  }

  private mutating func insertSource() {
    switch current {
    case .default where peek() == .values:
      advance()
      advance()
    case .set where dialect == .mysql:
      advance()
      assignments()
    case .hole where mode == .fragment: leaf(.sqlHole, .source)
    default: query(.source)
    }
  }

  private mutating func onConflict() {
    let mark = mark()
    advance()
    if take(.duplicate) {
      expect(.key)
      expect(.update)
      assignments()
      return finish(.sqlOnConflict, from: mark, traits: .doUpdate)
    }
    advance()
    if at(.leftParen) {
      expect(.leftParen)
      repeat { indexElement() } while take(.comma)
      expect(.rightParen)
      if at(.where) { clause(.sqlWhere) }
    } else if take(.on) {
      expect(.constraint)
      name()
    }
    expect(.do)
    if take(.nothing) { return finish(.sqlOnConflict, from: mark, traits: .doNothing) }
    expect(.update)
    expect(.set)
    assignments()
    if at(.where) { clause(.sqlWhere) }
    finish(.sqlOnConflict, from: mark, traits: .doUpdate)
  }

  mutating func returning() {
    guard at(.returning) else { return }
    let mark = mark()
    advance()
    if at(.with, .leftParen) {
      advance()
      skipParentheses()
    }
    if dialect == .cockroach, at(.nothing) {
      advance()
    } else {
      repeat { selectItem() } while take(.comma)
    }
    finish(.sqlReturning, from: mark)
    if at(.into), inProcedure { into() }
  }

  /// `a = 1, (b, c) = (2, 3)`.
  mutating func assignments() {
    repeat { assignment() } while take(.comma)
  }

  private mutating func assignment() {
    let mark = mark()
    if at(.hole), mode == .fragment, peek() != .equal, peek() != .dot {
      // A client library puts "a = 1, b = 2" there.
      return leaf(.sqlHole)
    }
    if at(.leftParen) {
      nameList(.target)
    } else {
      let target = self.mark()
      if atName { dottedName() } else { fail(expecting: .identifier) }
      finish(.sqlName, from: target, .target)
      if at(.leftBracket) || at(.dot) { suffixes(from: target) }
      setRole(.target, since: target)
    }
    if !(dialect == .mysql && take(.assign)) { expect(.equal) }
    expression(.value)
    finish(.sqlAssignment, from: mark)
  }

  // MARK: UPDATE

  mutating func update(from mark: TreeBuilder.Mark) {
    expect(.update)
    var traits: Traits = []
    if take(.or) {
      if at(.replace) { traits = .replace }
      if at(.ignore) { traits = .ignore }
      advance()
    }
    if dialect == .mysql {
      take(.low_priority)
      if take(.ignore) { traits = .ignore }
      updatedTables()
    } else {
      target()
    }
    expect(.set)
    assignments()
    if at(.from) { from() }
    whereClause()
    if at(.order) { orderBy() }
    if at(.limit) { queryTail() }
    returning()
    finish(.sqlUpdate, from: mark, traits: traits)
  }

  /// MySQL's `UPDATE a JOIN b ON ...`, `UPDATE a, b`.
  private mutating func updatedTables() {
    let mark = mark()
    tableReference()
    while at(.comma) {
      setRole(.left, since: mark)
      advance()
      tableReference(.right)
      finish(.sqlJoin, from: mark, traits: .cross)
    }
    setRole(.table, since: mark)
  }

  private mutating func whereClause() {
    guard at(.where) else { return }
    if peek() == .current, peek(2) == .of {
      let mark = mark()
      advance()
      primary()
      return finish(.sqlWhere, from: mark)
    }
    clause(.sqlWhere)
  }

  // MARK: DELETE

  mutating func delete(from mark: TreeBuilder.Mark) {
    expect(.delete)
    if dialect == .mysql {
      while at(.low_priority) || at(.ignore) { advance() }
      if !at(.from) { return deleteFromJoin(from: mark) }
    }
    expect(.from)
    target()
    if dialect == .mysql {
      while take(.comma) { target() }
    }
    if at(.using) { from(.using) }
    whereClause()
    if at(.order) { orderBy() }
    if at(.limit) { queryTail() }
    returning()
    finish(.sqlDelete, from: mark)
  }

  /// MySQL's `DELETE a, b FROM a JOIN b ON ... WHERE ...`.
  private mutating func deleteFromJoin(from mark: TreeBuilder.Mark) {
    repeat {
      let table = self.mark()
      guard atName else { break }
      let inner = self.mark()
      dottedName(star: true)
      finish(.sqlName, from: inner, .table)
      finish(.sqlTable, from: table, .table)
    } while take(.comma)
    if at(.from) { from(.using) } else { fail(expecting: "FROM") }
    whereClause()
    finish(.sqlDelete, from: mark)
  }

  // MARK: MERGE

  mutating func merge(from mark: TreeBuilder.Mark) {
    expect(.merge)
    expect(.into)
    target()
    expect(.using)
    tableReference(.source)
    expect(.on)
    expression(.condition)
    repeat { mergeAction() } while at(.when)
    returning()
    finish(.sqlMerge, from: mark)
  }

  private mutating func mergeAction() {
    let mark = mark()
    expect(.when)
    var traits: Traits = []
    if take(.not) { traits = .negated }
    expect(.matched)
    if take(.by), !take(.source) { expect(.target) }
    if take(.and) { expression(.condition) }
    expect(.then)
    switch current {
    case .update:
      advance()
      expect(.set)
      assignments()
    case .insert:
      advance()
      if at(.leftParen) { nameList(.columns) }
      if take(.overriding) {
        if !take(.system) { expect(.user) }
        expect(.value)
      }
      if !take(.default, .values) { values() }
    case .delete: advance()
    case .do:
      advance()
      expect(.nothing)
    default: fail(expecting: "UPDATE, INSERT, DELETE or DO NOTHING")
    }
    finish(.sqlMergeAction, from: mark, traits: traits)
  }
}
