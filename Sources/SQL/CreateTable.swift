import Syntax

/// CREATE TABLE and its columns.
extension Parser {
  /// From `TABLE`.
  mutating func createTable(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    let isForeign = at(.foreign)
    take(.foreign)
    take(.virtual)
    expect(.table)
    ifNotExists(&traits)
    name()
    if dialect == .mysql, at(.like) {
      advance()
      name(.like)
    }
    if take(.of) {
      name(.type)
      if at(.leftParen) { tableBody(hasTypes: false) }
    } else if take(.partition, .of) {
      traits.insert(.partitionOf)
      name(.parent)
      if at(.leftParen) { tableBody(hasTypes: false) }
      partitionBound()
    } else if at(.using), dialect == .sqlite {
      advance()
      name(.method)
      skipParentheses()
    } else if atNameList, dialect != .sqlite {
      // CREATE TABLE t (a, b) AS SELECT ...
      nameList(.columns)
      if !at(.as), !at(.with), !at(.on), !at(.tablespace), !at(.using) { fail(expecting: "AS") }
    } else if at(.leftParen), !parenthesesHoldQuery() {
      tableBody()
    } else if atEnd, dialect != .mysql {
      fail(expecting: "“(”")
    }
    tableOptions(isForeign: isForeign, &traits)
    finish(.sqlCreateTable, from: mark, traits: traits)
  }

  mutating func ifNotExists(_ traits: inout Traits) {
    if take(.if, .not, .exists) { traits.insert(.ifNotExists) }
  }

  mutating func ifExists(_ traits: inout Traits) {
    if take(.if, .exists) { traits.insert(.ifExists) }
  }

  private mutating func tableOptions(isForeign: Bool, _ traits: inout Traits) {
    while !atEnd {
      switch current {
      case .inherits:
        advance()
        expect(.leftParen)
        names(.parent)
        expect(.rightParen)
      case .partition where peek() == .by: partitionBy()
      case .using where !isForeign:
        advance()
        name(.method)
      case .with where peek() == .leftParen:
        advance()
        skipParentheses()
      case .with where peek() == .data || peek() == .no:
        advance()
        if take(.no) { traits.insert(.withNoData) }
        expect(.data)
      case .without:
        advance()
        if !take(.oids) { advance() }
      case .on where peek() == .commit:
        take(.on, .commit)
        if !take(.drop) {
          if !take(.preserve) { expect(.delete) }
          expect(.rows)
        }
      case .tablespace:
        advance()
        name(.none)
      case .server where isForeign:
        advance()
        name(.none)
      case .options where isForeign:
        advance()
        skipParentheses()
      case .as:
        advance()
        createTableSource()
      case .select, .with, .leftParen, .values: query(.source)
      case .inherit, .strict: advance()
      default:
        if isLoose || dialect == .cockroach {
          tableOption()
        } else {
          return
        }
      }
    }
  }

  /// `ENGINE = InnoDB`, `DEFAULT CHARSET utf8mb4`, `COMMENT 'text'`.
  private mutating func tableOption() {
    if at(.partition) || at(.interleave) || at(.locality) {
      return skipToEnd()
    }
    advance()
    if at(.leftParen) { skipParentheses() }
  }

  private mutating func createTableSource() {
    if at(.execute) {
      statement()
      return
    }
    query(.source)
  }

  private mutating func partitionBy() {
    let mark = mark()
    advance()
    advance()
    if dialect == .mysql {
      take(.identifier)
      if at(.range) || at(.list) || at(.hash) || at(.key) { advance() }
      if take(.columns) {}
      if at(.leftParen) { skipParentheses() }
      finish(.sqlPartitionBy, from: mark)
      return skipToEnd()
    }
    guard atName else { return fail(expecting: "RANGE, LIST or HASH") }
    advance()
    expect(.leftParen)
    repeat {
      expression()
      if atName { name(.none) }
    } while take(.comma)
    expect(.rightParen)
    finish(.sqlPartitionBy, from: mark)
    if dialect == .cockroach { skipToEnd() }
  }

  /// `FOR VALUES FROM (1) TO (10)`, `FOR VALUES IN (...)`, `FOR VALUES WITH (...)`, `DEFAULT`.
  mutating func partitionBound() {
    let mark = mark()
    if take(.default) { return finish(.sqlDefaultValue, from: mark) }
    expect(.for)
    expect(.values)
    if take(.in) {
      skipParentheses()
    } else if take(.from) {
      skipParentheses()
      expect(.to)
      skipParentheses()
    } else {
      expect(.with)
      skipParentheses()
    }
    finish(.sqlOther, from: mark)
  }

  mutating func skipToEnd() {
    while !atEnd {
      switch current {
      case .leftParen: skipParentheses()
      case .rightParen: return failUnexpected()
      default: advance()
      }
    }
  }

  // MARK: Body

  /// `hasTypes`: the columns say their types; those of a partition or of a table of a type do not.
  private mutating func tableBody(hasTypes: Bool = true) {
    expect(.leftParen)
    if at(.rightParen) {
      advance()
      return
    }
    repeat {
      if at(.rightParen), dialect == .cockroach { break }
      tableElement(hasTypes)
    } while take(.comma)
    expect(.rightParen)
  }

  private mutating func tableElement(_ hasTypes: Bool) {
    switch current {
    case .like:
      advance()
      name(.like)
      while take(.including) || take(.excluding) { advance() }
    case .constraint, .check, .unique, .primary, .foreign: tableConstraint(.constraint)
    case .exclude where peek() == .using || peek() == .leftParen: tableConstraint(.constraint)
    case .index, .key, .fulltext, .spatial, .inverted:
      guard isInlineIndex else { return column(hasType: hasTypes) }
      inlineIndex(.constraint)
    case .family where dialect == .cockroach:
      advance()
      if atName { advance() }
      skipParentheses()
    case .period where peek() == .for && dialect == .mysql:
      take(.period, .for)
      advance()
      skipParentheses()
    case .not where peek() == .null: tableConstraint(.constraint)
    case .hole where peek() == .comma || peek() == .rightParen: leaf(.sqlHole)
    default: column(hasType: hasTypes)
    }
  }

  /// `INDEX (a)`, `KEY name (a)`, but not a column that is called so.
  private var isInlineIndex: Bool {
    guard dialect.isLenient || dialect == .cockroach else { return false }
    switch peek() {
    case .leftParen, .using, .index, .key: return true
    default: return isName(peek()) && (peek(2) == .leftParen || peek(2) == .using || peek(2) == .type)
    }
  }

  mutating func inlineIndex(_ role: Role) {
    let mark = mark()
    if at(.fulltext) || at(.spatial) || at(.inverted) || at(.unique) { advance() }
    if !take(.index) { take(.key) }
    if atName, !at(.using) { name() }
    if take(.using) { name(.method) }
    keyColumns()
    indexOptions()
    finish(.sqlInlineIndex, from: mark, role)
  }

  /// The columns of MySQL's keys may have lengths, directions, or be expressions.
  private mutating func keyColumns() {
    if atPlainKeyColumns {
      nameList(.columns)
    } else {
      expect(.leftParen)
      repeat { indexElement() } while take(.comma)
      expect(.rightParen)
    }
  }

  private var atPlainKeyColumns: Bool {
    at(.leftParen) && isName(peek()) && peek(2) != .dot
      && (peek(2) != .leftParen || peek(3) == .numberLiteral)
  }

  private mutating func indexOptions() {
    while dialect.isLenient || dialect == .cockroach {
      switch current {
      case .using, .comment, .type, .with:
        advance()
        advance()
      case .visible, .invisible: advance()
      case .key_block_size:
        advance()
        take(.equal)
        advance()
      case .storing where peek() == .leftParen, .covering where peek() == .leftParen:
        advance()
        skipParentheses()
      default: return
      }
    }
  }

  mutating func column(_ role: Role = .none, hasType: Bool = true) {
    let mark = mark()
    name()
    if hasType || !atColumnConstraint, !(dialect == .sqlite && atColumnConstraint), !at(.comma),
      !at(.rightParen), !at(.with, .options)
    {
      type()
      while take(.storage) || take(.compression) { advance() }
    } else if hasType, dialect != .sqlite {
      fail(expecting: "a type")
    }
    take(.with, .options)
    if at(.options), peek() == .leftParen {
      advance()
      skipParentheses()
    }
    columnConstraints()
    finish(.sqlColumnDefinition, from: mark, role)
  }
}
