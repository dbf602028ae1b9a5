import Syntax

/// SELECT and what else returns rows.
extension Parser {
  mutating func query(_ role: Role = .none) {
    let mark = mark()
    guard enter() else { return setRole(role, since: mark) }
    if at(.with) { with() }
    queryOperand()
    queryRest(from: mark, role)
    leave()
  }

  /// Set operations and the clauses behind them, after the first operand since the mark.
  mutating func queryRest(from mark: TreeBuilder.Mark, _ role: Role = .none) {
    let hasWith = builder.count(since: mark) > 1
    let operand = builder.mark(beforeLast: min(builder.count(since: mark), 1))
    setOperations(from: operand)
    if builder.lastKind(since: mark) == .sqlQuery, !hasWith, !current.continuesQuery {
      // `((SELECT 1))` is one query.
      return setRole(role, since: mark)
    }
    setRole(.body, since: operand)
    queryTail()
    finish(.sqlQuery, from: mark, role)
  }

  mutating func queryOperand() { setOperand() }

  /// INTERSECT binds tighter than UNION and EXCEPT; both are loops.
  private mutating func setOperations(from mark: TreeBuilder.Mark) {
    intersections(from: mark)
    while at(.union) || at(.except) || (at(.minus) && peek() == .select) {
      let sign: Operator = at(.union) ? .union : .except
      setRole(.left, since: mark)
      advance()
      let traits = setQuantifier()
      let right = self.mark()
      setOperand()
      intersections(from: right)
      setRole(.right, since: right)
      finish(.sqlSetOperation, from: mark, detail: sign.rawValue, traits: traits)
    }
  }

  private mutating func intersections(from mark: TreeBuilder.Mark) {
    while at(.intersect) {
      setRole(.left, since: mark)
      advance()
      let traits = setQuantifier()
      let right = self.mark()
      setOperand()
      setRole(.right, since: right)
      finish(.sqlSetOperation, from: mark, detail: Operator.intersect.rawValue, traits: traits)
    }
  }

  private mutating func setQuantifier() -> Traits {
    if take(.all) { return .all }
    take(.distinct)
    return []
  }

  private mutating func setOperand() {
    switch current {
    case .select: select()
    case .values: values()
    case .value where dialect == .mysql: values()
    case .table:
      let mark = mark()
      advance()
      take(.only)
      name(.table)
      take(.star)
      finish(.sqlTableCommand, from: mark)
    case .leftParen:
      if parenthesesHoldQuery() {
        _ = parenthesized()
      } else {
        advance()
        fail(expecting: "a query")
      }
    case .hole where mode == .fragment: leaf(.sqlHole)
    case .insert, .update, .delete, .merge: statement()
    default: fail(expecting: "a query")
    }
  }

  // MARK: SELECT

  private mutating func select() {
    let mark = mark()
    advance()
    let modifiers = self.mark()
    if take(.distinct) || take(.distinctrow) {
      let isOn = take(.on)
      if isOn {
        expect(.leftParen)
        expressions()
        expect(.rightParen)
      }
      builder.finish(.sqlDistinct, from: modifiers, through: lastToken)
    } else {
      take(.all)
    }
    if dialect == .mysql { selectModifiers() }
    if at(.into) { into() }
    let outer = hasBareColumn
    hasBareColumn = false
    if !current.endsSelectItems || mode == .fragment { selectItems() }
    let needsFrom = hasBareColumn && mode == .fragment && depth == 2
    hasBareColumn = outer
    if at(.into) { into() }
    if at(.from) {
      from()
    } else if needsFrom {
      // A column comes from a table: a sentence that begins with "select" is no SQL.
      fail(expecting: "FROM")
    }
    selectClauses()
    finish(.sqlSelect, from: mark)
  }

  private mutating func selectClauses() {
    procedureInto()
    if at(.where) { clause(.sqlWhere) }
    procedureInto()
    if at(.group, .by) { groupBy() }
    if at(.having) { clause(.sqlHaving) }
    if at(.window) { windows() }
    procedureInto()
  }

  /// PL/pgSQL takes INTO almost anywhere.
  private mutating func procedureInto() {
    if at(.into), inProcedure { into() }
  }

  /// Ends a query whose items are finished: of PL/pgSQL, where the word SELECT may be missing.
  mutating func selectRest(from mark: TreeBuilder.Mark) {
    if at(.into) { into() }
    if at(.from) { from() }
    selectClauses()
    finish(.sqlSelect, from: mark, .body)
    queryRest(from: mark)
  }

  private mutating func selectModifiers() {
    while true {
      switch current {
      case .sql_calc_found_rows, .sql_no_cache, .sql_small_result, .sql_big_result, .sql_buffer_result,
        .straight_join, .high_priority, .distinct, .all:
        advance()
      default: return
      }
    }
  }

  private mutating func selectItems() {
    repeat {
      selectItem()
    } while take(.comma)
  }

  mutating func selectItem() {
    let mark = mark()
    expression(.value)
    let kind = builder.lastKind(since: mark)
    if kind == .sqlColumn { hasBareColumn = true }
    if kind != .sqlStar { alias() }
    finish(.sqlSelectItem, from: mark, .item)
  }

  private mutating func alias() {
    if take(.as) {
      label(.alias)
    } else if (isName(current) || current.isFunctionKeyword) && !current.needsAs && !isReservedAlias {
      leaf(.sqlName, .alias)
    } else if at(.stringLiteral), dialect.isLenient {
      leaf(.sqlName, .alias)
    }
  }

  /// Words that begin the next clause in a dialect or in PL/pgSQL, though they may be names elsewhere.
  private var isReservedAlias: Bool {
    switch current {
    case .placeholder: mode != .fragment
    case .loop: inProcedure
    case .ignore, .use, .force, .straight_join, .lock: dialect == .mysql
    case .indexed: dialect == .sqlite
    case .offset, .fetch, .only, .do: true
    case .separator: dialect == .mysql
    case .join, .inner, .cross, .left, .right, .full, .natural, .like, .ilike, .similar, .is, .isnull,
      .notnull,
      .outer, .collation, .tablesample, .overlaps:
      true
    default: false
    }
  }

  // MARK: INTO

  mutating func into() {
    let mark = mark()
    advance()
    take(.strict)
    if at(.outfile) || at(.dumpfile) {
      advance()
      expression(.value, above: Binding.comparison)
      while !atEnd, !at(.from), !at(.where) { advance() }
      return finish(.sqlInto, from: mark)
    }
    if !take(.temporary), !take(.temp), !take(.unlogged) {
      if at(.local) || at(.global) {
        advance()
        if !take(.temporary) { take(.temp) }
      }
    }
    take(.table)
    repeat {
      intoTarget()
    } while (inProcedure || dialect == .mysql) && take(.comma)
    finish(.sqlInto, from: mark)
  }

  private mutating func intoTarget() {
    let mark = mark()
    guard atName else { return fail(expecting: .identifier) }
    dottedName()
    finish(.sqlName, from: mark, .table)
    if inProcedure, at(.leftBracket) { suffixes(from: mark) }
  }

  // MARK: Clauses

  mutating func clause(_ kind: NodeKind) {
    let mark = mark()
    advance()
    expression()
    finish(kind, from: mark)
  }

  private mutating func groupBy() {
    let mark = mark()
    advance()
    advance()
    if !take(.all) { take(.distinct) }
    repeat { groupingElement() } while take(.comma)
    if dialect == .mysql { take(.with, .rollup) }
    finish(.sqlGroupBy, from: mark)
  }

  private mutating func groupingElement() {
    guard at(.grouping, .sets) else { return expression() }
    let mark = mark()
    take(.grouping, .sets)
    expect(.leftParen)
    repeat {
      if at(.leftParen, .rightParen) {
        let empty = self.mark()
        take(.leftParen, .rightParen)
        finish(.sqlRow, from: empty)
      } else if enter() {
        groupingElement()
        leave()
      }
    } while take(.comma)
    expect(.rightParen)
    finish(.sqlOther, from: mark)
  }

  private mutating func windows() {
    let mark = mark()
    advance()
    repeat {
      let item = self.mark()
      name()
      expect(.as)
      window(.definition)
      finish(.sqlOther, from: item)
    } while take(.comma)
    finish(.sqlWindow, from: mark)
  }

  mutating func orderBy() {
    let mark = mark()
    advance()
    expect(.by)
    repeat {
      let item = self.mark()
      expression(.value)
      var traits: Traits = []
      if take(.using) {
        if at(.operator) {
          advance()
          skipParentheses()
        } else {
          advance()
        }
      } else if take(.desc) {
        traits = .descending
      } else {
        take(.asc)
      }
      if take(.nulls), !take(.first) { expect(.last) }
      finish(.sqlOrderItem, from: item, traits: traits)
    } while take(.comma)
    finish(.sqlOrderBy, from: mark)
  }

  /// ORDER BY, LIMIT, OFFSET, FETCH, FOR: in any order, as people write them.
  mutating func queryTail() {
    while true {
      switch current {
      case .order where peek() == .by || !dialect.isLenient: orderBy()
      case .limit: limit()
      case .offset: offset()
      case .fetch where peek() == .first || peek() == .next: fetchFirst()
      case .for where peek() != .loop && isLockingStrength: locking()
      case .lock where peek() == .in && dialect == .mysql:
        let mark = mark()
        while !atEnd, !at(.mode) { advance() }
        expect(.mode)
        finish(.sqlLocking, from: mark, traits: .forShare)
      case .into where inProcedure || dialect == .mysql: into()
      case .hole where mode == .fragment: leaf(.sqlHole)
      default: return
      }
    }
  }

  private var isLockingStrength: Bool {
    switch peek() {
    case .update, .share, .no, .key, .read: true
    default: false
    }
  }

  private mutating func limit() {
    let mark = mark()
    advance()
    if !take(.all) {
      let value = self.mark()
      expression()
      if at(.comma), dialect.isLenient || mode == .fragment {
        // MySQL's LIMIT offset, count
        finish(.sqlOffset, from: value)
        advance()
        expression()
      }
    }
    finish(.sqlLimit, from: mark)
  }

  private mutating func offset() {
    let mark = mark()
    advance()
    expression()
    if !take(.row) { take(.rows) }
    finish(.sqlOffset, from: mark)
  }

  private mutating func fetchFirst() {
    let mark = mark()
    advance()
    advance()
    if !at(.row), !at(.rows) { expression(.none, above: Binding.other) }
    if !take(.row) { expect(.rows) }
    if !take(.only) {
      expect(.with)
      expect(.ties)
    }
    finish(.sqlLimit, from: mark)
  }

  private mutating func locking() {
    let mark = mark()
    advance()
    var traits: Traits = .forUpdate
    switch current {
    case .update: advance()
    case .share:
      advance()
      traits = .forShare
    case .no:
      advance()
      expect(.key)
      expect(.update)
    case .key:
      advance()
      expect(.share)
      traits = .forShare
    default:
      advance()
      expect(.only)
      traits = []
    }
    if take(.of) { names(.table) }
    if take(.nowait) { traits.insert(.noWait) }
    if take(.skip) {
      expect(.locked)
      traits.insert(.skipLocked)
    }
    finish(.sqlLocking, from: mark, traits: traits)
  }

  // MARK: VALUES

  mutating func values() {
    let mark = mark()
    advance()
    repeat {
      let row = self.mark()
      take(.row)
      if mode == .fragment, at(.placeholder) || at(.hole) {
        // A client library puts all rows there.
        expression()
      } else {
        expect(.leftParen)
        if !(at(.rightParen) && dialect.isLenient) { expressions() }
        expect(.rightParen)
        finish(.sqlRow, from: row)
      }
    } while take(.comma)
    finish(.sqlValues, from: mark)
  }
}

extension Terminal {
  /// Whether the word goes on with a query after a parenthesised operand.
  var continuesQuery: Bool {
    switch self {
    case .union, .intersect, .except, .order, .limit, .offset, .fetch, .for: true
    default: false
    }
  }

  var endsSelectItems: Bool {
    switch self {
    case .endOfText, .semicolon, .rightParen, .from, .where, .group, .having, .window, .union, .intersect,
      .except,
      .order, .limit, .offset, .fetch, .for, .into:
      true
    default: false
    }
  }

  /// Words that PostgreSQL takes as an alias only behind AS.
  var needsAs: Bool {
    switch self {
    case .char, .character, .day, .filter, .hour, .minute, .month, .over, .precision, .second, .varying,
      .within,
      .without, .year, .isnull, .notnull, .overlaps:
      true
    default: false
    }
  }
}
