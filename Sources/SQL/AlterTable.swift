import Syntax

/// ALTER TABLE and the actions that it shares with the ALTER of indexes, views and sequences.
extension Parser {
  /// From `TABLE`.
  mutating func alterTable(from mark: TreeBuilder.Mark) {
    expect(.table)
    var traits: Traits = []
    if take(.all, .in, .tablespace) {
      name(.none)
      let action = self.mark()
      skipToEnd()
      finish(.sqlAlterAction, from: action, .action)
      return finish(.sqlAlterTable, from: mark)
    }
    ifExists(&traits)
    if take(.only) { traits.insert(.only) }
    let isParenthesized = traits.contains(.only) && take(.leftParen)
    name(.table)
    if isParenthesized { expect(.rightParen) }
    if take(.star) { traits.remove(.only) }
    actions()
    finish(.sqlAlterTable, from: mark, traits: traits)
  }

  mutating func actions() {
    repeat { action() } while take(.comma)
  }

  private mutating func action() {
    let mark = mark()
    switch current {
    case .add: addAction(from: mark)
    case .drop: dropAction(from: mark)
    case .alter: alterColumn(from: mark)
    case .rename: rename(from: mark)
    case .validate where peek() == .constraint:
      take(.validate, .constraint)
      name()
      finish(.sqlValidateConstraint, from: mark, .action)
    case .set where peek() == .schema:
      take(.set, .schema)
      name(.schema)
      finish(.sqlSetSchema, from: mark, .action)
    case .attach:
      advance()
      expect(.partition)
      name(.table)
      if !atEnd { partitionBound() }
      finish(.sqlAttachPartition, from: mark, .action)
    case .detach:
      advance()
      expect(.partition)
      name(.table)
      var traits: Traits = []
      if take(.concurrently) { traits = .concurrently } else if take(.finalize) { traits = .finalize }
      finish(.sqlDetachPartition, from: mark, .action, traits: traits)
    case .modify where dialect == .mysql:
      advance()
      take(.column)
      column(.definition)
      columnPosition()
      finish(.sqlModifyColumn, from: mark, .action)
    case .change where dialect == .mysql:
      advance()
      take(.column)
      name(.column)
      column(.definition)
      columnPosition()
      finish(.sqlModifyColumn, from: mark, .action)
    default: otherAction(from: mark)
    }
  }

  /// What has no node kind of its own must at least begin with a word of ALTER TABLE.
  private mutating func otherAction(from mark: TreeBuilder.Mark) {
    switch current {
    case .set, .reset, .owner, .enable, .disable, .force, .no, .inherit, .cluster, .replica, .options, .not,
      .of,
      .depends, .restart, .increment, .minvalue, .maxvalue, .start, .cache, .cycle, .owned, .as, .sequence,
      .split,
      .merge:
      break
    case .hole where mode == .fragment: break
    default:
      guard dialect == .mysql || dialect == .cockroach, atName || current.isKeyword else {
        return fail(expecting: "an action of ALTER")
      }
    }
    while !atEnd, !at(.comma) {
      if at(.leftParen) { skipParentheses() } else { advance() }
    }
    finish(.sqlAlterAction, from: mark, .action)
  }

  // MARK: ADD

  private mutating func addAction(from mark: TreeBuilder.Mark) {
    advance()
    switch current {
    case .constraint, .check, .unique, .primary, .foreign:
      return addConstraint(from: mark)
    case .exclude where peek() == .using || peek() == .leftParen:
      return addConstraint(from: mark)
    case .not where peek() == .null:
      return addConstraint(from: mark)
    case .index, .key, .fulltext, .spatial:
      if dialect == .mysql {
        inlineIndex(.constraint)
        return finish(.sqlAddConstraint, from: mark, .action)
      }
    case .partition where dialect == .mysql, .value where peek() == .stringLiteral:
      return otherRest(from: mark)
    default: break
    }
    take(.column)
    var traits: Traits = []
    ifNotExists(&traits)
    if at(.leftParen), dialect == .mysql {
      advance()
      repeat { column(.column) } while take(.comma)
      expect(.rightParen)
    } else {
      column(.column)
      columnPosition()
    }
    finish(.sqlAddColumn, from: mark, .action, traits: traits)
  }

  private mutating func addConstraint(from mark: TreeBuilder.Mark) {
    tableConstraint(.constraint)
    finish(.sqlAddConstraint, from: mark, .action)
  }

  private mutating func columnPosition() {
    guard dialect == .mysql else { return }
    if take(.after) { name(.none) } else { take(.first) }
  }

  private mutating func otherRest(from mark: TreeBuilder.Mark) {
    while !atEnd, !at(.comma) {
      if at(.leftParen) { skipParentheses() } else { advance() }
    }
    finish(.sqlAlterAction, from: mark, .action)
  }

  // MARK: DROP

  private mutating func dropAction(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    switch current {
    case .constraint,
      .check where dialect == .mysql:
      advance()
      ifExists(&traits)
      name()
      behavior(&traits)
      return finish(.sqlDropConstraint, from: mark, .action, traits: traits)
    case .index, .key, .foreign, .primary, .partition:
      if dialect == .mysql { return otherRest(from: mark) }
    default: break
    }
    take(.column)
    ifExists(&traits)
    name(.column)
    behavior(&traits)
    finish(.sqlDropColumn, from: mark, .action, traits: traits)
  }

  /// CASCADE or RESTRICT.
  mutating func behavior(_ traits: inout Traits) {
    if take(.cascade) { traits.insert(.cascade) } else { take(.restrict) }
  }

  // MARK: ALTER COLUMN

  private mutating func alterColumn(from mark: TreeBuilder.Mark) {
    advance()
    if at(.constraint) || at(.index) || at(.check) { return otherRest(from: mark) }
    take(.column)
    if at(.numberLiteral) { advance() } else { name(.column) }
    switch current {
    case .type: alterType(from: mark)
    case .set:
      advance()
      setColumn(from: mark)
    case .drop:
      advance()
      if take(.not, .null) {
        finish(.sqlDropNotNull, from: mark, .action)
      } else if take(.default) {
        finish(.sqlDropDefault, from: mark, .action)
      } else if at(.identity) || at(.expression) {
        otherRest(from: mark)
      } else {
        fail(expecting: "NOT NULL, DEFAULT, IDENTITY or EXPRESSION")
      }
    case .add:
      advance()
      expect(.generated)
      if take(.by) { expect(.default) } else { expect(.always) }
      expect(.as)
      expect(.identity)
      if at(.leftParen) { skipParentheses() }
      finish(.sqlAddIdentity, from: mark, .action)
    case .reset, .options, .restart: otherRest(from: mark)
    default: fail(expecting: "TYPE, SET, DROP or ADD")
    }
  }

  private mutating func alterType(from mark: TreeBuilder.Mark) {
    expect(.type)
    type()
    if take(.collate) { name(.none) }
    if take(.using) { expression(.using) }
    finish(.sqlAlterColumnType, from: mark, .action)
  }

  private mutating func setColumn(from mark: TreeBuilder.Mark) {
    switch current {
    case .data:
      advance()
      alterType(from: mark)
    case .not:
      advance()
      expect(.null)
      finish(.sqlSetNotNull, from: mark, .action)
    case .default:
      advance()
      expression(.value)
      finish(.sqlSetDefault, from: mark, .action)
    case .statistics, .storage, .compression, .generated, .leftParen, .sequence, .increment, .minvalue,
      .maxvalue,
      .start, .restart, .cache, .cycle, .no, .expression, .visible, .invisible, .on:
      if at(.expression) {
        // SET EXPRESSION AS (...) computes the column anew.
        advance()
        expect(.as)
        expression(.value)
        return finish(.sqlAlterAction, from: mark, .action)
      }
      repeat { if at(.leftParen) { skipParentheses() } else { advance() } } while !atEnd && !at(.comma)
      finish(.sqlAlterAction, from: mark, .action)
    default: fail(expecting: "DATA TYPE, NOT NULL, DEFAULT, STATISTICS or STORAGE")
    }
  }

  // MARK: RENAME

  mutating func rename(from mark: TreeBuilder.Mark) {
    advance()
    switch current {
    case .to, .as:
      advance()
      name(.newName)
      finish(.sqlRenameTable, from: mark, .action)
    case .constraint:
      advance()
      name()
      expect(.to)
      name(.newName)
      finish(.sqlRenameConstraint, from: mark, .action)
    case .index where dialect == .mysql, .key where dialect == .mysql: otherRest(from: mark)
    default:
      let isColumn = take(.column)
      if !isColumn, at(.attribute) || at(.value), isName(peek()) || peek() == .stringLiteral { advance() }
      if at(.stringLiteral) { string() } else { name(.column) }
      if at(.to) {
        advance()
        if at(.stringLiteral) { string() } else { name(.newName) }
        if take(.cascade) {} else { take(.restrict) }
        finish(.sqlRenameColumn, from: mark, .action)
      } else if dialect == .mysql {
        // RENAME new_name
        finish(.sqlRenameTable, from: mark, .action)
      } else {
        expect(.to)
        finish(.sqlRenameColumn, from: mark, .action)
      }
    }
  }
}
