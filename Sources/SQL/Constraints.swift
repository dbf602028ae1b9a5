import Syntax

/// Constraints of columns, tables and domains.
extension Parser {
  var atColumnConstraint: Bool {
    switch current {
    case .constraint, .not, .null, .default, .check, .unique, .primary, .references, .collate, .deferrable,
      .initially:
      true
    case .generated: peek() == .always || peek() == .by
    case .auto_increment, .autoincrement: isLoose
    case .as, .on: dialect.isLenient || dialect == .cockroach
    case .comment: dialect == .mysql
    default: false
    }
  }

  mutating func columnConstraints() {
    while !atEnd {
      let mark = mark()
      if take(.constraint), !at(.comma) { name() }
      switch current {
      case .not where peek() == .null:
        take(.not, .null)
        finishConstraint(.sqlNotNull, from: mark)
      case .null:
        advance()
        finishConstraint(.sqlNullable, from: mark)
      case .default:
        advance()
        expression(.value, above: Binding.pattern)
        finish(.sqlDefault, from: mark, .constraint)
      case .check:
        check(from: mark)
      case .unique:
        advance()
        if dialect.isLenient { take(.key) }
        nullsDistinct()
        indexParameters()
        finishConstraint(.sqlUnique, from: mark)
      case .primary:
        advance()
        expect(.key)
        if isLoose, dialect != .mysql {
          if !take(.asc) { take(.desc) }
          conflictClause()
          take(.autoincrement)
        }
        if dialect == .cockroach, take(.using) { skipToComma() }
        indexParameters()
        finishConstraint(.sqlPrimaryKey, from: mark)
      case .key where dialect == .mysql:
        advance()
        finishConstraint(.sqlUnique, from: mark)
      case .references:
        reference()
        finishConstraint(.sqlForeignKey, from: mark)
      case .collate:
        advance()
        name()
        finish(.sqlCollate, from: mark, .constraint)
      case .generated, .as:
        if at(.as), !dialect.isLenient, dialect != .cockroach { return }
        generated(from: mark)
      case .auto_increment, .autoincrement, .visible, .invisible:
        guard isLoose || dialect == .cockroach else { return }
        advance()
      case .comment where dialect == .mysql:
        advance()
        string()
      case .on where dialect.isLenient || dialect == .cockroach:
        advance()
        if take(.conflict) {
          advance()
        } else {
          expect(.update)
          expression(.none, above: Binding.pattern)
        }
      case .virtual, .stored, .persistent:
        guard dialect.isLenient else { return }
        advance()
      case .character where dialect == .mysql && peek() == .set:
        take(.character, .set)
        advance()
      case .storage, .column_format:
        guard dialect == .mysql else { return }
        advance()
        advance()
      case .create where dialect == .cockroach, .family where dialect == .cockroach:
        skipToComma()
      case .deferrable, .initially, .enforced:
        addTraits(constraintAttributes(), since: mark)
      case .not where peek() == .deferrable || peek() == .enforced:
        addTraits(constraintAttributes(), since: mark)
      case .not where peek() == .visible: take(.not, .visible)
      default:
        if lastToken >= mark.firstToken, !failed { fail(expecting: "a constraint") }
        return
      }
    }
  }

  private mutating func skipToComma() {
    while !atEnd, !at(.comma), !at(.rightParen) {
      if at(.leftParen) { skipParentheses() } else { advance() }
    }
  }

  /// Ends a constraint with DEFERRABLE, NOT VALID and the like.
  private mutating func finishConstraint(_ kind: NodeKind, from mark: TreeBuilder.Mark) {
    if dialect == .sqlite { conflictClause() }
    let traits = constraintAttributes()
    finish(kind, from: mark, .constraint, traits: traits)
  }

  private mutating func conflictClause() {
    if take(.on, .conflict) { advance() }
  }

  mutating func constraintAttributes() -> Traits {
    var traits: Traits = []
    while true {
      switch current {
      case .deferrable:
        advance()
        traits.insert(.deferrable)
      case .initially:
        advance()
        if take(.deferred) { traits.insert(.deferrable) } else { expect(.immediate) }
      case .not where peek() == .deferrable:
        take(.not, .deferrable)
      case .not where peek() == .valid:
        take(.not, .valid)
        traits.insert(.notValid)
      case .not where peek() == .enforced:
        take(.not, .enforced)
        traits.insert(.notValid)
      case .enforced: advance()
      case .no where peek() == .inherit: take(.no, .inherit)
      default: return traits
      }
    }
  }

  private mutating func nullsDistinct() {
    guard take(.nulls) else { return }
    take(.not)
    expect(.distinct)
  }

  /// INCLUDE (...), WITH (...), USING INDEX TABLESPACE x.
  private mutating func indexParameters() {
    if at(.include), peek() == .leftParen {
      advance()
      nameList(.include)
    }
    if at(.with), peek() == .leftParen {
      advance()
      skipParentheses()
    }
    if take(.using, .index, .tablespace) { name(.none) }
  }

  private mutating func check(from mark: TreeBuilder.Mark) {
    expect(.check)
    expect(.leftParen)
    expression(.condition)
    expect(.rightParen)
    take(.no, .inherit)
    finishConstraint(.sqlCheck, from: mark)
  }

  /// `REFERENCES t (a) ON DELETE CASCADE`.
  private mutating func reference() {
    expect(.references)
    name(.table)
    if at(.leftParen) { nameList(.referenced) }
    while true {
      switch current {
      case .match where peek() == .full || peek() == .partial || peek() == .simple:
        advance()
        advance()
      case .on where peek() == .delete || peek() == .update:
        advance()
        advance()
        if take(.set) {
          if !take(.null) { expect(.default) }
          if at(.leftParen) { skipParentheses() }
        } else if !take(.no, .action), !take(.restrict) {
          expect(.cascade)
        }
      default: return
      }
    }
  }

  private mutating func generated(from mark: TreeBuilder.Mark) {
    if take(.generated) {
      if take(.by) { expect(.default) } else { expect(.always) }
      if take(.on) {
        expect(.null)
      }
    }
    expect(.as)
    if take(.identity) {
      if at(.leftParen) { skipParentheses() }
      return finish(.sqlIdentity, from: mark, .constraint)
    }
    expect(.leftParen)
    expression(.value)
    expect(.rightParen)
    var traits: Traits = []
    if take(.stored) || take(.persistent) {
      traits = .stored
    } else if take(.virtual) {
      traits = .virtual
    }
    finish(.sqlGenerated, from: mark, .constraint, traits: traits)
  }

  // MARK: Table constraints

  mutating func tableConstraint(_ role: Role) {
    let mark = mark()
    if take(.constraint), atName { name() }
    var kind = NodeKind.sqlOther
    switch current {
    case .check:
      check(from: mark)
      return setRole(role, since: mark)
    case .not where peek() == .null:
      take(.not, .null)
      kind = .sqlNotNull
      let list = self.mark()
      name(.none)
      finish(.sqlNameList, from: list, .columns)
      take(.no, .inherit)
    case .unique:
      advance()
      kind = .sqlUnique
      if dialect.isLenient || dialect == .cockroach {
        if !take(.index) { take(.key) }
        if atName, !at(.using) || peek() == .leftParen { name() }
        if take(.using) { name(.method) }
      }
      nullsDistinct()
      keyConstraint()
    case .primary:
      advance()
      expect(.key)
      kind = .sqlPrimaryKey
      if dialect == .mysql {
        if atName, !at(.using) { name() }
        if take(.using) { name(.method) }
      }
      keyConstraint()
    case .foreign:
      advance()
      expect(.key)
      kind = .sqlForeignKey
      if dialect.isLenient { take(.if, .not, .exists) }
      if dialect == .mysql, atName { name() }
      nameList(.columns)
      if take(.period) { name(.none) }
      reference()
    case .exclude:
      kind = .sqlExclude
      exclusion()
    default: fail(expecting: "CHECK, UNIQUE, PRIMARY KEY, FOREIGN KEY or EXCLUDE")
    }
    if dialect == .sqlite { conflictClause() }
    let traits = constraintAttributes()
    finish(kind, from: mark, role, traits: traits)
  }

  private mutating func keyConstraint() {
    if take(.using, .index) {
      name(.index)
    } else if dialect.isLenient || dialect == .cockroach, !atNameList {
      keyElements()
    } else {
      nameList(.columns)
    }
    indexParameters()
    if dialect == .mysql {
      while at(.comment) || at(.using) || at(.visible) || at(.invisible) || at(.key_block_size) {
        if !take(.visible), !take(.invisible) {
          advance()
          take(.equal)
          advance()
        }
      }
    }
    if dialect == .cockroach, at(.storing) || at(.where) || at(.using) { skipToComma() }
  }

  private mutating func keyElements() {
    let mark = mark()
    if at(.leftParen), isName(peek()), peek(2) != .dot {
      nameList(.columns)
    } else {
      expect(.leftParen)
      repeat { indexElement() } while take(.comma)
      expect(.rightParen)
      finish(.sqlOther, from: mark)
    }
  }

  private mutating func exclusion() {
    expect(.exclude)
    if take(.using) { name(.method) }
    expect(.leftParen)
    repeat {
      indexElement()
      expect(.with)
      if at(.operator) {
        advance()
        skipParentheses()
      } else {
        advance()
      }
    } while take(.comma)
    expect(.rightParen)
    indexParameters()
    if at(.where) { clause(.sqlWhere) }
  }
}
