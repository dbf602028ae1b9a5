import Syntax

/// CREATE, ALTER and DROP.
extension Parser {
  mutating func create() {
    let mark = mark()
    advance()
    var traits: Traits = []
    if take(.or, .replace) { traits.insert(.orReplace) }
    createWords(&traits)
    switch current {
    case .table: return createTable(from: mark, traits)
    case .foreign where peek() == .table: return createTable(from: mark, traits)
    case .virtual where peek() == .table: return createTable(from: mark, traits)
    case .unique, .index: return createIndex(from: mark)
    case .fulltext where dialect == .mysql, .spatial where dialect == .mysql, .inverted:
      return createIndex(from: mark)
    case .view, .recursive: return createView(from: mark, traits)
    case .materialized: return createView(from: mark, traits)
    case .function, .procedure: return createFunction(from: mark, traits)
    case .schema: return createSchema(from: mark, traits)
    case .type: return createType(from: mark, traits)
    case .domain: return createDomain(from: mark)
    case .rule: return createRule(from: mark, traits)
    case .trigger: return createTrigger(from: mark, traits)
    case .constraint where peek() == .trigger: return createTrigger(from: mark, traits)
    case .policy: return createPolicy(from: mark)
    default: break
    }
    let kind = objectKind()
    guard kind != .none else { return fail(expecting: "what to create") }
    ifNotExists(&traits)
    if kind == .userMapping || kind == .statistics && (at(.on) || at(.leftParen)) {
      if kind == .userMapping { advance() }
    } else {
      objectName(kind)
    }
    rest()
    finish(.sqlCreate, from: mark, detail: kind.rawValue, traits: traits)
  }

  /// TEMPORARY, UNLOGGED, MySQL's DEFINER and ALGORITHM, and the like.
  private mutating func createWords(_ traits: inout Traits) {
    while true {
      switch current {
      case .temporary, .temp: traits.insert(.temporary)
      case .unlogged: traits.insert(.unlogged)
      case .local, .global: break
      case .algorithm, .definer, .sql:
        guard dialect == .mysql else { return }
        while !atEnd, !at(.view), !at(.function), !at(.procedure), !at(.trigger), !at(.event) { advance() }
        return
      case .aggregate where dialect == .mysql: break
      default: return
      }
      advance()
    }
  }

  /// The options of a statement whose details nobody asks for.
  mutating func rest() {
    skipToEnd()
  }

  // MARK: Views

  private mutating func createView(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    let isMaterialized = take(.materialized)
    take(.recursive)
    expect(.view)
    ifNotExists(&traits)
    name()
    if at(.leftParen) { nameList(.columns) }
    if take(.using) { name(.method) }
    if take(.with) { skipParentheses() }
    if take(.tablespace) { name(.none) }
    expect(.as)
    query(.source)
    if take(.with) {
      if take(.no) { traits.insert(.withNoData) }
      if !take(.data) {
        if !take(.local) { take(.cascaded) }
        expect(.check)
        expect(.option)
      }
    }
    finish(isMaterialized ? .sqlCreateMaterializedView : .sqlCreateView, from: mark, traits: traits)
  }

  // MARK: Types and domains

  private mutating func createType(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    advance()
    ifNotExists(&traits)
    name()
    if take(.as) {
      if take(.enum) {
        expect(.leftParen)
        if !at(.rightParen) {
          repeat { string(.value) } while take(.comma)
        }
        expect(.rightParen)
      } else {
        take(.range)
        skipParentheses()
      }
    } else if at(.leftParen) {
      skipParentheses()
    }
    finish(.sqlCreateType, from: mark, traits: traits)
  }

  private mutating func createDomain(from mark: TreeBuilder.Mark) {
    advance()
    name()
    take(.as)
    type()
    columnConstraints()
    finish(.sqlCreateDomain, from: mark)
  }

  // MARK: Schemas, rules, triggers, policies

  /// CREATE SCHEMA may hold further statements, without semicolons.
  private mutating func createSchema(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    advance()
    ifNotExists(&traits)
    if !at(.authorization) { name() }
    if take(.authorization) { objectName(.role) }
    while at(.create) || at(.grant) { statement() }
    if dialect == .mysql { rest() }
    finish(.sqlCreate, from: mark, detail: ObjectKind.schema.rawValue, traits: traits)
  }

  private mutating func createRule(from mark: TreeBuilder.Mark, _ traits: Traits) {
    advance()
    name()
    expect(.as)
    expect(.on)
    advance()
    expect(.to)
    name(.table)
    if at(.where) { clause(.sqlWhere) }
    expect(.do)
    if !take(.also) { take(.instead) }
    if at(.leftParen), !parenthesesHoldQuery() || peek() == .select {
      advance()
      while !at(.rightParen), current != .endOfText {
        if take(.semicolon) { continue }
        statement()
        if !at(.semicolon) { break }
      }
      expect(.rightParen)
    } else if !take(.nothing) {
      statement()
    }
    finish(.sqlCreate, from: mark, detail: ObjectKind.rule.rawValue, traits: traits)
  }

  private mutating func createTrigger(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    take(.constraint)
    advance()
    ifNotExists(&traits)
    name()
    while !atEnd, !at(.on) {
      if at(.leftParen) { skipParentheses() } else { advance() }
    }
    expect(.on)
    name(.table)
    while !atEnd, !at(.execute), !at(.begin), !(dialect == .mysql && at(.row)) {
      if at(.when), !dialect.isLenient || peek() == .leftParen {
        advance()
        expression(.condition)
      } else {
        advance()
      }
    }
    if dialect == .mysql, take(.row) {
      if take(.follows) || take(.precedes) { name(.none) }
      storedBody()
    } else if at(.begin) {
      storedBody()
    } else {
      rest()
    }
    finish(.sqlCreate, from: mark, detail: ObjectKind.trigger.rawValue, traits: traits)
  }

  private mutating func createPolicy(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    ifNotExists(&traits)
    name()
    expect(.on)
    name(.table)
    policyClauses()
    finish(.sqlCreate, from: mark, detail: ObjectKind.policy.rawValue, traits: traits)
  }

  private mutating func policyClauses() {
    while !atEnd {
      switch current {
      case .as, .for: advance()
      case .to:
        advance()
        repeat { objectName(.role) } while take(.comma)
        continue
      case .using, .with:
        if take(.with) { expect(.check) } else { advance() }
        expect(.leftParen)
        expression(.condition)
        expect(.rightParen)
        continue
      default: return failUnexpected()
      }
      advance()
    }
  }

  // MARK: ALTER

  mutating func alter() {
    let mark = mark()
    advance()
    if dialect == .mysql { take(.ignore) }
    if at(.table) { return alterTable(from: mark) }
    let kind = objectKind()
    guard kind != .none else { return fail(expecting: "what to alter") }
    var traits: Traits = []
    ifExists(&traits)
    switch kind {
    case .type: return alterType(from: mark)
    case .domain: return alterDomain(from: mark, traits)
    case .index where at(.all), .materializedView where at(.all): rest()
    case .index, .view, .materializedView, .foreignTable, .sequence:
      if take(.only) { traits.insert(.only) }
      name()
      if dialect == .mysql || dialect == .cockroach || at(.as) { rest() } else { actions() }
    case .system, .defaultPrivileges,
      .database where dialect == .mysql:
      rest()
    case .policy:
      name()
      expect(.on)
      name(.table)
      if at(.rename) {
        let action = self.mark()
        rename(from: action)
      } else {
        policyClauses()
      }
    case .trigger, .rule:
      name()
      expect(.on)
      name(.table)
      rest()
    default:
      objectName(kind)
      rest()
    }
    finish(.sqlAlter, from: mark, detail: kind.rawValue, traits: traits)
  }

  private mutating func alterType(from mark: TreeBuilder.Mark) {
    name()
    if at(.add), peek() == .value {
      advance()
      advance()
      var traits: Traits = []
      ifNotExists(&traits)
      string(.value)
      if take(.before) || take(.after) { string() }
      return finish(.sqlAlterType, from: mark, traits: traits)
    }
    rest()
    finish(.sqlAlterType, from: mark)
  }

  private mutating func alterDomain(from mark: TreeBuilder.Mark, _ given: Traits) {
    var traits = given
    name()
    if at(.add) {
      advance()
      tableConstraintOfDomain()
    } else if take(.validate) {
      expect(.constraint)
      name(.constraint)
      traits.insert(.validate)
    } else {
      rest()
    }
    finish(.sqlAlterDomain, from: mark, traits: traits)
  }

  private mutating func tableConstraintOfDomain() {
    let mark = mark()
    tableConstraint(.constraint)
    setRole(.constraint, since: mark)
  }

  // MARK: DROP

  mutating func drop() {
    let mark = mark()
    advance()
    var traits: Traits = []
    if take(.temporary) { traits.insert(.temporary) }
    if at(.index) { return dropIndex(from: mark) }
    if at(.table) || at(.tables) {
      advance()
      ifExists(&traits)
      names()
      behavior(&traits)
      return finish(.sqlDropTable, from: mark, traits: traits)
    }
    if at(.prepare) {
      advance()
      name()
      return finish(.sqlDeallocate, from: mark)
    }
    let kind = objectKind()
    guard kind != .none else { return fail(expecting: "what to drop") }
    ifExists(&traits)
    dropped(kind)
    behavior(&traits)
    if kind == .server || kind == .database || kind == .subscription || dialect.isLenient { rest() }
    finish(.sqlDrop, from: mark, detail: kind.rawValue, traits: traits)
  }

  private mutating func dropped(_ kind: ObjectKind) {
    switch kind {
    case .userMapping:
      if take(.if, .exists) {}
      take(.for)
      advance()
      expect(.server)
      name()
      return
    case .trigger, .rule, .policy:
      name()
      if take(.on) { name(.table) } else if kind != .trigger || !dialect.isLenient { expect(.on) }
      return
    case .operatorClass, .operatorFamily:
      name()
      expect(.using)
      name(.method)
      return
    default: break
    }
    repeat { objectName(kind) } while take(.comma)
  }
}
