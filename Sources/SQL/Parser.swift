import Syntax

/// Recursive descent over the tokens that are no trivia.
///
/// The first error of a statement is recorded and puts the parser in the state `failed`, in which every
/// terminal is `endOfText`: all loops end, every construct is finished with what was read of it, and the
/// statement list takes up again behind the broken statement.
struct Parser {
  /// A token that is no trivia.
  struct Lexeme {
    var token: Int32
    var terminal: Terminal
    /// A line ends between the token before and this one.
    var startsLine: Bool
    /// A psql command that sends the statement (`\g`, `\gset`) stands before this token.
    var startsStatement: Bool
  }

  let source: Source
  let tokens: [Token]
  let dialect: Dialect
  let mode: SQLFrontEnd.Mode
  let lexemes: [Lexeme]
  let lexicalErrors: [SyntaxError]
  var builder: TreeBuilder
  private var errors: [SyntaxError] = []

  /// Index in `lexemes` of the next token.
  var position = 0
  /// The terminal at `position`; `endOfText` also in the state `failed` and where a statement must end.
  var current = Terminal.endOfText
  private(set) var failed = false
  var depth = 0
  /// Parsing inside PL/pgSQL, or inside the body of a stored program of MySQL or SQLite.
  var inProcedure = false
  /// Whether an item of the SELECT at hand is a plain column.
  var hasBareColumn = false
  /// Lexeme behind the run of left parentheses that was looked at last: see `parenthesesHoldQuery`.
  var parenthesisRunEnd = -1

  init(
    _ source: Source, tokens: [Token], lexicalErrors: [SyntaxError], dialect: Dialect,
    mode: SQLFrontEnd.Mode
  ) {
    self.source = source
    self.tokens = tokens
    self.dialect = dialect
    self.mode = mode
    self.lexicalErrors = lexicalErrors
    builder = TreeBuilder(source: source, tokens: tokens)
    lexemes = Parser.significant(tokens, source.bytes)
    current = lexemes[0].terminal
  }

  private static func significant(_ tokens: [Token], _ bytes: [UInt8]) -> [Lexeme] {
    let terminals = KeywordTable.shared.terminals
    var lexemes: [Lexeme] = []
    lexemes.reserveCapacity(tokens.count / 2 + 8)
    var startsLine = true
    var startsStatement = false
    for index in tokens.indices {
      let token = tokens[index]
      switch token.kind {
      case .newline: startsLine = true
      case .whitespace, .comment: break
      case .island:
        let start = Int(token.start)
        if start + 1 < bytes.count, bytes[start] == 0x5C, bytes[start + 1] == 0x67 { startsStatement = true }
        startsLine = true
      default:
        lexemes.append(
          Lexeme(
            token: Int32(clamping: index), terminal: terminals[Int(token.detail)],
            startsLine: startsLine, startsStatement: startsStatement))
        startsLine = false
        startsStatement = false
      }
    }
    if let end = lexemes.last { lexemes.append(contentsOf: repeatElement(end, count: 4)) }
    return lexemes
  }

  // MARK: Cursor

  /// Index of the token at the cursor.
  var token: Int { Int(lexemes[position].token) }
  /// Index of the last token that was consumed; -1 before the first.
  var lastToken: Int { position > 0 ? Int(lexemes[position - 1].token) : -1 }
  private var lastPosition: Int { lexemes.count - 5 }

  mutating func advance() {
    guard !failed, position < lastPosition else { return }
    position += 1
    let next = lexemes[position]
    current = next.startsStatement ? .endOfText : next.terminal
  }

  /// The terminal `offset` tokens behind the cursor, at most 4.
  func peek(_ offset: Int = 1) -> Terminal {
    failed || position + offset >= lexemes.count ? .endOfText : lexemes[position + offset].terminal
  }

  func at(_ terminal: Terminal) -> Bool { current == terminal }
  func at(_ first: Terminal, _ second: Terminal) -> Bool { current == first && peek() == second }
  func at(_ first: Terminal, _ second: Terminal, _ third: Terminal) -> Bool {
    current == first && peek() == second && peek(2) == third
  }

  /// Consumes the terminal if it is next.
  @discardableResult
  mutating func take(_ terminal: Terminal) -> Bool {
    guard current == terminal else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func take(_ first: Terminal, _ second: Terminal) -> Bool {
    guard at(first, second) else { return false }
    advance()
    advance()
    return true
  }

  @discardableResult
  mutating func take(_ first: Terminal, _ second: Terminal, _ third: Terminal) -> Bool {
    guard at(first, second, third) else { return false }
    advance()
    advance()
    advance()
    return true
  }

  mutating func expect(_ terminal: Terminal) {
    if !take(terminal) { fail(expecting: terminal.spelling) }
  }

  /// Whether to take what only other dialects than PostgreSQL have: lifted text does not always tell its
  /// dialect.
  var isLoose: Bool { dialect.isLenient || mode == .fragment }

  var atEnd: Bool { current == .endOfText || current == .semicolon || current == .delimiterSymbol }

  // MARK: Nodes

  func mark() -> TreeBuilder.Mark { builder.mark(at: token) }

  /// Wraps what was finished since the mark. Nothing, when nothing was read since: so no node is empty.
  mutating func finish(
    _ kind: NodeKind, from mark: TreeBuilder.Mark, _ role: Role = .none, detail: UInt8 = 0,
    traits: Traits = []
  ) {
    guard lastToken >= mark.firstToken || builder.count(since: mark) > 0 else { return }
    builder.finish(kind, from: mark, through: lastToken, role: role, detail: detail, traits: traits)
  }

  /// A leaf of the token at the cursor.
  mutating func leaf(_ kind: NodeKind, _ role: Role = .none, traits: Traits = []) {
    let mark = mark()
    advance()
    finish(kind, from: mark, role, traits: traits)
  }

  /// Sets the role of the node finished last, if one was finished since the mark.
  mutating func setRole(_ role: Role, since mark: TreeBuilder.Mark) {
    if builder.count(since: mark) > 0 { builder.setRole(role) }
  }

  mutating func addTraits(_ traits: Traits, since mark: TreeBuilder.Mark) {
    if builder.count(since: mark) > 0 { builder.addTraits(traits) }
  }

  // MARK: Errors

  mutating func fail(expecting what: String) {
    guard !failed else { return }
    let found = tokens[token].kind == .endOfFile ? "the end" : "“\(excerpt(ofToken: token))”"
    fail("expected \(what), found \(found)")
  }

  mutating func failUnexpected() {
    guard !failed else { return }
    fail(tokens[token].kind == .endOfFile ? "unexpected end" : "unexpected “\(excerpt(ofToken: token))”")
  }

  mutating func fail(_ message: String) {
    guard !failed else { return }
    // Behind an unterminated string everything is missing: that one error was told by the lexer.
    if tokens[token].kind != .endOfFile || lexicalErrors.isEmpty {
      errors.append(SyntaxError(range(ofToken: token), message))
    }
    failed = true
    current = .endOfText
  }

  /// Leaves the state `failed`.
  mutating func resume() {
    failed = false
    let next = lexemes[position]
    current = next.terminal
  }

  func range(ofToken index: Int) -> TextRange {
    let end = index + 1 < tokens.count ? tokens[index + 1].start : UInt32(clamping: source.bytes.count)
    return TextRange(tokens[index].start, end)
  }

  private func excerpt(ofToken index: Int) -> String {
    var range = range(ofToken: index)
    let isLong = range.count > 40
    if isLong { range.end = range.start + 40 }
    return source.text(range) + (isLong ? "..." : "")
  }

  // MARK: Nesting

  /// Enters a construct that may hold itself; false when that is too deep, and then the cursor is behind it:
  /// at the parenthesis that closes what is around it, or at the end of the statement.
  mutating func enter() -> Bool {
    depth += 1
    if depth <= nestingLimit { return true }
    depth -= 1
    guard !failed else { return false }
    errors.append(SyntaxError(range(ofToken: token), "nested too deep", kind: .tooDeep))
    let mark = mark()
    skipBalanced()
    finish(.sqlOther, from: mark)
    return false
  }

  mutating func leave() { depth -= 1 }

  /// Skips to the parenthesis that closes what is around the cursor, or to the end of the statement.
  mutating func skipBalanced() {
    var open = 0
    while !atEnd {
      if current == .leftParen || current == .leftBracket { open += 1 }
      if current == .rightParen || current == .rightBracket {
        if open == 0 { return }
        open -= 1
      }
      advance()
    }
  }

  /// Skips from a left parenthesis to behind its right one.
  mutating func skipParentheses() {
    guard take(.leftParen) else { return }
    skipBalanced()
    expect(.rightParen)
  }

  /// Whether what follows the left parentheses at the cursor begins a query. A run of parentheses is looked
  /// through once, however often it is asked about.
  mutating func parenthesesHoldQuery() -> Bool {
    guard !failed else { return false }
    if parenthesisRunEnd <= position {
      var end = position
      while lexemes[end].terminal == .leftParen, end < lastPosition { end += 1 }
      parenthesisRunEnd = end
    }
    return lexemes[parenthesisRunEnd].terminal.beginsQuery
  }

  consuming func finishedTree() -> Tree {
    for error in (errors + lexicalErrors).sorted(by: { $0.range.start < $1.range.start }) {
      builder.error(error)
    }
    return builder.build(root: .sqlScript)
  }
}

extension Terminal {
  var beginsQuery: Bool {
    switch self {
    case .select, .values, .with, .table: true
    default: false
    }
  }

  /// How a message names it.
  var spelling: String {
    switch self {
    case .leftParen: "“(”"
    case .rightParen: "“)”"
    case .rightBracket: "“]”"
    case .equal: "“=”"
    case .comma: "“,”"
    case .semicolon: "“;”"
    case .identifier: "a name"
    default: "\(self)".uppercased()
    }
  }
}
