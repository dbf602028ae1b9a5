import Syntax

/// Arguments of calls, and what follows them.
extension Parser {
  /// From the left parenthesis of a call whose name is finished.
  mutating func arguments(from mark: TreeBuilder.Mark, of word: Terminal) {
    guard enter() else {
      take(.rightParen)
      return finish(.sqlCall, from: mark)
    }
    advance()
    var traits: Traits = []
    if word == .extract, peek() == .from, atName {
      leaf(.sqlName, .argument)
    }
    if word.hasKeywordArguments {
      if take(.distinct) { traits = .distinct }
      keywordArguments(areParted: !word.hasWordyArguments)
    } else if !at(.rightParen) {
      if take(.distinct) { traits = .distinct } else { take(.all) }
      repeat {
        if word == .convert, dialect == .mysql, lexemes[position - 1].terminal == .comma {
          type(.argument)
        } else {
          argument()
        }
      } while take(.comma)
      if at(.order) { orderBy() }
      if at(.limit) {
        advance()
        expressions(.argument)
      }
      if take(.separator) { expression(.argument) }
      if at(.using), dialect == .mysql {
        advance()
        name(.argument)
      }
      if take(.null, .on, .null) || take(.absent, .on, .null) {}
    }
    expect(.rightParen)
    leave()
    afterArguments()
    finish(.sqlCall, from: mark, traits: traits)
  }

  private mutating func argument() {
    let mark = mark()
    take(.variadic)
    if peek() == .arrow || (peek() == .assign && dialect != .mysql), atName || current.isFunctionKeyword {
      leaf(.sqlName, .name)
      advance()
      expression(.value)
      return finish(.sqlOther, from: mark, .argument)
    }
    if current == .select || (current == .with && isName(peek())) {
      // The bare query of `f(SELECT 1)` is not PostgreSQL's, but what is meant is clear.
      query()
      setRole(.source, since: mark)
      return finish(.sqlSubquery, from: mark, .argument)
    }
    expression(.argument)
  }

  /// `EXTRACT(x FROM y)`, `TRIM(BOTH x FROM y)`, `JSON_VALUE(x, '$.a' RETURNING int)`: arguments parted by
  /// words. `areParted`: no argument directly follows another, as they may in the functions of XML and JSON.
  private mutating func keywordArguments(areParted: Bool) {
    var isAfterArgument =
      lexemes[position - 1].terminal != .leftParen && lexemes[position - 1].terminal != .distinct
    while !atEnd, !at(.rightParen) {
      switch current {
      case .comma, .from, .for, .in, .placing, .using, .as, .both, .leading, .trailing, .similar, .colon,
        .with,
        .without, .on, .unique, .only, .not, .is:
        isAfterArgument = false
        advance()
      case .order: orderBy()
      case .select: query(.argument)
      case .escape where peek() != .rightParen && peek() != .comma:
        isAfterArgument = false
        advance()
      case .passing, .returning, .columns, .wrapper, .keep, .omit:
        advance()
      default:
        if isAfterArgument, areParted { return }
        isAfterArgument = true
        let before = position
        expression(.argument, above: Binding.pattern)
        if position == before, !failed { failUnexpected() }
      }
    }
  }

  /// WITHIN GROUP, FILTER, IGNORE NULLS, OVER.
  private mutating func afterArguments() {
    if take(.within, .group) {
      expect(.leftParen)
      orderBy()
      expect(.rightParen)
    }
    if at(.filter), peek() == .leftParen {
      advance()
      advance()
      expect(.where)
      expression(.filter)
      expect(.rightParen)
    }
    if at(.ignore, .nulls) || at(.respect, .nulls) {
      advance()
      advance()
    }
    guard at(.over), peek() == .leftParen || isName(peek()) else { return }
    advance()
    if at(.leftParen) {
      window(.over)
    } else {
      let mark = mark()
      advance()
      finish(.sqlOther, from: mark, .over)
    }
  }

  /// `(base PARTITION BY a ORDER BY b ROWS ...)`.
  mutating func window(_ role: Role) {
    let mark = mark()
    expect(.leftParen)
    if atName, !at(.partition), !at(.range), !at(.rows), !at(.groups) { advance() }
    if take(.partition, .by) { expressions(.partitionBy) }
    if at(.order) { orderBy() }
    if at(.range) || at(.rows) || at(.groups) { frame() }
    expect(.rightParen)
    finish(.sqlOther, from: mark, role)
  }

  private mutating func frame() {
    advance()
    let isRange = take(.between)
    frameBound()
    if isRange {
      expect(.and)
      frameBound()
    }
    if take(.exclude) {
      if !take(.current, .row), !take(.no, .others), !take(.group) { take(.ties) }
    }
  }

  private mutating func frameBound() {
    if take(.unbounded) {
      if !take(.preceding) { expect(.following) }
    } else if at(.current, .row) {
      take(.current, .row)
    } else {
      expression(.none, above: Binding.pattern)
      if !take(.preceding) { expect(.following) }
    }
  }
}

extension Terminal {
  fileprivate var hasWordyArguments: Bool {
    switch self {
    case .extract, .substring, .trim, .position, .overlay, .normalize, .treat: false
    default: true
    }
  }

  fileprivate var hasKeywordArguments: Bool {
    switch self {
    case .extract, .substring, .trim, .position, .overlay, .normalize, .treat, .xmlelement, .xmlforest,
      .xmlparse,
      .xmlpi, .xmlroot, .xmlserialize, .xmlexists, .xmlattributes, .xmltable, .xmlnamespaces, .json_object,
      .json_array, .json_arrayagg, .json_objectagg, .json_query, .json_value, .json_exists, .json_table,
      .json_scalar, .json_serialize, .json, .collation:
      true
    default: false
    }
  }
}
