import Syntax

/// CREATE INDEX, DROP INDEX, REINDEX, CLUSTER, and what else keeps tables in order.
extension Parser {
  /// From `UNIQUE` or `INDEX`.
  mutating func createIndex(from mark: TreeBuilder.Mark) {
    var traits: Traits = []
    if take(.unique) { traits = .unique }
    if at(.fulltext) || at(.spatial) || at(.inverted) { advance() }
    expect(.index)
    if take(.concurrently) { traits.insert(.concurrently) }
    ifNotExists(&traits)
    if atName, !at(.on) { name() }
    if take(.using) { name(.method) }
    expect(.on)
    if take(.only) { traits.insert(.only) }
    name(.table)
    if take(.using) { name(.method) }
    expect(.leftParen)
    repeat { indexElement() } while take(.comma)
    expect(.rightParen)
    indexOptions()
    finish(.sqlCreateIndex, from: mark, traits: traits)
  }

  private mutating func indexOptions() {
    while !atEnd {
      switch current {
      case .include, .storing, .covering:
        advance()
        nameList(.include)
      case .nulls:
        advance()
        take(.not)
        expect(.distinct)
      case .with:
        advance()
        skipParentheses()
      case .tablespace:
        advance()
        name(.none)
      case .where: clause(.sqlWhere)
      default:
        guard dialect == .mysql || dialect == .cockroach else { return }
        skipToEnd()
      }
    }
  }

  /// A column or expression with collation, operator class and order.
  mutating func indexElement() {
    let mark = mark()
    expression(.value, above: Binding.collation)
    if at(.jsonArrow) || at(.jsonTextArrow) || at(.concatenate), dialect.isLenient {
      // SQLite's expressions need no parentheses.
      operators(from: mark, above: Binding.none)
      setRole(.value, since: mark)
    }
    if take(.collate) { name(.none) }
    if atName || current.isFunctionKeyword, !at(.nulls), !at(.desc) {
      let operatorClass = self.mark()
      dottedName()
      finish(.sqlName, from: operatorClass, .method)
      if at(.leftParen) { skipParentheses() }
    }
    var traits: Traits = []
    if take(.desc) { traits = .descending } else { take(.asc) }
    if take(.nulls), !take(.first) { expect(.last) }
    finish(.sqlIndexElement, from: mark, traits: traits)
  }

  /// From `INDEX`.
  mutating func dropIndex(from mark: TreeBuilder.Mark) {
    expect(.index)
    var traits: Traits = []
    if take(.concurrently) { traits.insert(.concurrently) }
    ifExists(&traits)
    repeat {
      name()
      // CockroachDB's table@index
      if at(.atSign) {
        advance()
        name(.none)
      }
    } while take(.comma)
    if at(.on), dialect == .mysql {
      advance()
      name(.table)
      skipToEnd()
    }
    behavior(&traits)
    finish(.sqlDropIndex, from: mark, traits: traits)
  }

  mutating func reindex(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    if at(.leftParen) { optionList(&traits) }
    var object = ObjectKind.none
    switch current {
    case .index: object = .index
    case .table: object = .table
    case .schema: object = .schema
    case .database: object = .database
    case .system: object = .system
    default:
      guard dialect == .sqlite else { return fail(expecting: "INDEX, TABLE, SCHEMA, DATABASE or SYSTEM") }
      if atName { name() }
      return finish(.sqlReindex, from: mark)
    }
    advance()
    if take(.concurrently) { traits.insert(.concurrently) }
    if atName { name() } else if object != .system, object != .database { fail(expecting: .identifier) }
    finish(.sqlReindex, from: mark, detail: object.rawValue, traits: traits)
  }

  /// `(CONCURRENTLY, VERBOSE false, FULL true)`: sets what is switched on.
  private mutating func optionList(_ traits: inout Traits) {
    expect(.leftParen)
    repeat {
      let option = current
      guard atName || current.isKeyword else { return fail(expecting: "an option") }
      advance()
      var isOn = true
      if !at(.comma), !at(.rightParen) {
        isOn = !(at(.false) || at(.off) || source.text(range(ofToken: token)) == "0")
        if take(.minusSign) {}
        advance()
      }
      let trait: Traits
      switch option {
      case .concurrently: trait = .concurrently
      case .full: trait = .full
      case .analyze, .analyse: trait = .analyze
      default: trait = []
      }
      if isOn { traits.formUnion(trait) } else { traits.subtract(trait) }
    } while take(.comma)
    expect(.rightParen)
  }

  mutating func vacuum(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    if at(.leftParen) {
      optionList(&traits)
    } else {
      while true {
        switch current {
        case .full: traits.insert(.full)
        case .analyze, .analyse: traits.insert(.analyze)
        case .freeze, .verbose: break
        default:
          vacuumedTables()
          if take(.into) { expression() }
          return finish(.sqlVacuum, from: mark, traits: traits)
        }
        advance()
      }
    }
    vacuumedTables()
    finish(.sqlVacuum, from: mark, traits: traits)
  }

  private mutating func vacuumedTables() {
    guard atName || at(.only) else { return }
    repeat {
      take(.only)
      name(.table)
      if at(.leftParen) { nameList(.columns) }
    } while take(.comma)
  }

  mutating func analyze(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    if at(.leftParen),
      !isName(peek()) || peek() == .skip_locked || peek() == .verbose || peek() == .buffer_usage_limit
    {
      optionList(&traits)
    }
    take(.verbose)
    if dialect == .mysql { take(.table) }
    vacuumedTables()
    finish(.sqlAnalyze, from: mark)
  }

  mutating func cluster(from mark: TreeBuilder.Mark) {
    advance()
    var traits: Traits = []
    if at(.leftParen) { optionList(&traits) }
    take(.verbose)
    if atName {
      let first = self.mark()
      name(.table)
      if take(.using) {
        name()
      } else if take(.on) {
        setRole(.name, since: first)
        name(.table)
      }
    }
    finish(.sqlCluster, from: mark)
  }

  mutating func lockTable(from mark: TreeBuilder.Mark) {
    advance()
    if dialect == .mysql {
      if !take(.tables) { take(.table) }
      repeat {
        name(.table)
        if take(.as) {
          label(.alias)
        } else if atName, !at(.read), !at(.write), !at(.low_priority) {
          label(.alias)
        }
        take(.low_priority)
        if take(.read) { take(.local) } else { expect(.write) }
      } while take(.comma)
      return finish(.sqlLockTable, from: mark)
    }
    take(.table)
    repeat {
      take(.only)
      name(.table)
      take(.star)
    } while take(.comma)
    if take(.in) {
      let modeMark = self.mark()
      while at(.access) || at(.row) || at(.share) || at(.exclusive) || at(.update) { advance() }
      finish(.sqlOther, from: modeMark, .mode)
      expect(.mode)
    }
    let traits: Traits = take(.nowait) ? .noWait : []
    finish(.sqlLockTable, from: mark, traits: traits)
  }

  mutating func truncate(from mark: TreeBuilder.Mark) {
    advance()
    take(.table)
    var traits: Traits = []
    repeat {
      if take(.only) { traits.insert(.only) }
      name(.table)
      take(.star)
    } while take(.comma)
    if take(.restart) || take(.continue) { expect(.identity) }
    behavior(&traits)
    finish(.sqlTruncate, from: mark, traits: traits)
  }
}
