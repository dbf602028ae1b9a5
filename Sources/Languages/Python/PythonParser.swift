import Syntax

/// A recursive-descent parser from Python tokens to the common tree.
///
/// After an error `symbol` is `.recovering`, which no rule matches: every rule returns without consuming, and the
/// statement goes on at its next line. So rules need no error paths, and a broken statement has one error.
struct PythonParser {
  let source: Source
  let tokens: [Token]
  var builder: TreeBuilder
  private var errors: [SyntaxError] = []
  private let lexicalErrors: [SyntaxError]

  /// The current token, never trivia.
  private(set) var index = 0
  var symbol = PythonSymbol.none
  /// The last token that was consumed and is no layout; -1 at first.
  private(set) var last = -1

  private var depth = 0
  /// Whether the current statement has its error.
  private var hasFailed = false
  /// The first token of the current statement.
  private var statementStart = 0
  /// A broken line may have begun a block: the block's indentation is no further error.
  private var forgivesIndent = false

  init(source: Source, tokens: [Token], lexicalErrors: [SyntaxError]) {
    self.source = source
    self.tokens = tokens
    builder = TreeBuilder(source: source, tokens: tokens)
    self.lexicalErrors = lexicalErrors.sorted { $0.range.start < $1.range.start }
  }

  mutating func parse() -> Tree {
    load()
    while symbol != .endOfFile {
      parseStatements(ofMatch: false)
      if symbol == .dedent { skipLayout() }
    }
    let all = (lexicalErrors + errors).sorted { $0.range.start < $1.range.start }
    for error in all { builder.error(error) }
    return builder.build(root: .module)
  }

  // MARK: Cursor

  private mutating func load() {
    while true {
      let token = tokens[index]
      if token.kind.isTrivia, token.kind != .newline || token.flags != PythonLexer.logicalLine {
        index += 1
        continue
      }
      symbol = PythonSymbol(token)
      return
    }
  }

  /// Consumes the current token.
  mutating func advance() {
    last = index
    index += 1
    load()
  }

  /// Consumes a layout token, which belongs to no node.
  mutating func skipLayout() {
    guard symbol != .endOfFile else { return }
    index += 1
    load()
  }

  mutating func consume(_ expected: PythonSymbol) -> Bool {
    guard symbol == expected else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ expected: PythonSymbol, _ message: String) -> Bool {
    if symbol == expected {
      advance()
      return true
    }
    fail(message)
    return false
  }

  /// Expects the bracket that closes the one at token `opening`.
  mutating func expectClosing(_ closing: PythonSymbol, of opening: Int) {
    if symbol == closing {
      advance()
    } else if symbol.endsLine {
      fail("this bracket is never closed", at: opening)
    } else {
      fail("expected the closing bracket or a comma")
    }
  }

  /// The index of the first token from `start` on that is no trivia.
  func significant(from start: Int) -> Int {
    var index = start
    while index < tokens.count - 1, tokens[index].kind.isTrivia,
      tokens[index].kind != .newline || tokens[index].flags != PythonLexer.logicalLine
    {
      index += 1
    }
    return index
  }

  func isToken(_ index: Int, _ text: StaticString) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let start = Int(tokens[index].start)
    guard Int(tokens[index + 1].start) - start == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(source.bytes[start..<(start + $0.count)]) }
  }

  // MARK: Nodes

  func mark() -> TreeBuilder.Mark { builder.mark(at: index) }

  /// Wraps what was consumed since the mark; nothing where nothing was.
  mutating func finish(
    _ kind: NodeKind, from mark: TreeBuilder.Mark, role: Role = .none, operator: Operator = .none,
    traits: Traits = []
  ) {
    guard last >= mark.firstToken else { return }
    builder.finish(
      kind, from: mark, through: last, role: role, detail: `operator`.rawValue, traits: traits)
  }

  /// Gives a role to the node finished last, if there is one since the mark.
  mutating func label(_ role: Role, since mark: TreeBuilder.Mark) {
    if builder.count(since: mark) > 0 { builder.setRole(role) }
  }

  /// One token as a node without children.
  mutating func leaf(_ kind: NodeKind, role: Role = .none, traits: Traits = []) {
    let start = mark()
    advance()
    finish(kind, from: start, role: role, traits: traits)
  }

  mutating func parseName(_ role: Role = .none) {
    if symbol == .identifier {
      leaf(.name, role: role)
    } else {
      fail("expected a name")
    }
  }

  // MARK: Errors

  mutating func fail(_ message: String, at token: Int? = nil) {
    guard symbol != .recovering else { return }
    report(message, at: token ?? index)
    symbol = .recovering
  }

  private mutating func report(
    _ message: String, at token: Int, kind: SyntaxError.Kind = .unexpected
  ) {
    guard !hasFailed else { return }
    hasFailed = true
    let start = tokens[token].start
    let end = token + 1 < tokens.count ? tokens[token + 1].start : start
    if hasLexicalError(in: TextRange(tokens[min(statementStart, token)].start, max(end, start + 1))) {
      return
    }
    errors.append(SyntaxError(TextRange(start, end), message, kind: kind))
  }

  /// Whether the lexer has reported the range already.
  private func hasLexicalError(in range: TextRange) -> Bool {
    var low = 0
    var high = lexicalErrors.count
    while low < high {
      let middle = (low + high) / 2
      if lexicalErrors[middle].range.start < range.start { low = middle + 1 } else { high = middle }
    }
    return low < lexicalErrors.count && lexicalErrors[low].range.start < range.end
  }

  /// Goes to the end of the logical line. What can be parsed on the way hangs under an error node, together with what
  /// was finished since the mark.
  mutating func recover(from mark: TreeBuilder.Mark) {
    symbol = PythonSymbol(tokens[index])
    while !symbol.endsLine {
      let before = index
      if symbol.startsExpression {
        parseExpression()
        if symbol == .recovering { symbol = PythonSymbol(tokens[index]) }
      }
      if index == before { advance() }
    }
    finish(.error, from: mark)
    forgivesIndent = true
  }

  /// In the hole of an f-string: goes to the end of the hole.
  mutating func recoverInHole() {
    symbol = PythonSymbol(tokens[index])
    let start = mark()
    var nesting = 0
    while !symbol.endsLine {
      if symbol == .interpolationStart { nesting += 1 }
      if symbol == .interpolationEnd {
        if nesting == 0 { break }
        nesting -= 1
      }
      if symbol == .stringEnd, nesting == 0 { break }
      advance()
    }
    finish(.error, from: start)
  }

  // MARK: Nesting

  /// Goes one level deeper, or skips the expression that is too deep. Only who has entered leaves.
  mutating func enter() -> Bool {
    if depth >= nestingLimit {
      if symbol != .recovering { skipTooDeep() }
      return false
    }
    depth += 1
    return true
  }

  mutating func leave() { depth -= 1 }

  private mutating func skipTooDeep() {
    report("nested too deeply", at: index, kind: .tooDeep)
    let start = mark()
    var nesting = 0
    while !symbol.endsLine {
      switch symbol {
      case .leftParen, .leftBracket, .leftBrace, .interpolationStart: nesting += 1
      case .rightParen, .rightBracket, .rightBrace, .interpolationEnd: nesting -= 1
      case .comma, .colon, .assign, .stringEnd:
        if nesting == 0 { nesting = -1 }
      default: break
      }
      if nesting < 0 { break }
      advance()
    }
    finish(.error, from: start)
  }

  // MARK: Blocks

  /// The statements of a block, up to its dedent or the end of the file.
  private mutating func parseStatements(ofMatch isMatch: Bool) {
    var extraIndents = 0
    while true {
      switch symbol {
      case .endOfFile: return
      case .newline: skipLayout()
      case .dedent:
        if extraIndents == 0 { return }
        extraIndents -= 1
        skipLayout()
      case .indent:
        extraIndents += 1
        hasFailed = forgivesIndent
        report("unexpected indentation", at: significant(from: index + 1))
        skipLayout()
      default:
        forgivesIndent = false
        hasFailed = false
        statementStart = index
        if isMatch, symbol == .identifier, isToken(index, "case") {
          parseCase()
        } else {
          parseStatement()
        }
      }
      if symbol != .indent, symbol != .newline { forgivesIndent = false }
    }
  }

  /// A colon and what it governs: an indented block or statements on the same line. A broken header ends here.
  mutating func parseBlock(_ role: Role) {
    expect(.colon, "expected ':'")
    if symbol == .recovering { recover(from: mark()) }
    let start: TreeBuilder.Mark
    if symbol == .newline {
      skipLayout()
      guard symbol == .indent else {
        report("expected an indented block", at: max(last, 0))
        return
      }
      skipLayout()
      while symbol == .newline { skipLayout() }
      start = mark()
      parseNestedStatements(ofMatch: false)
      if symbol == .dedent { skipLayout() }
    } else {
      start = mark()
      parseSimpleStatements()
    }
    finish(.block, from: start, role: role)
    hasFailed = false
    forgivesIndent = false
  }

  /// The statements of an indented block, or of a `match`, unless they are too deep.
  mutating func parseNestedStatements(ofMatch isMatch: Bool) {
    if depth < nestingLimit {
      depth += 1
      parseStatements(ofMatch: isMatch)
      depth -= 1
    } else {
      skipTooDeepBlock()
    }
  }

  private mutating func skipTooDeepBlock() {
    report("nested too deeply", at: index, kind: .tooDeep)
    let start = mark()
    var nesting = 0
    while symbol != .endOfFile {
      if symbol == .indent { nesting += 1 }
      if symbol == .dedent {
        if nesting == 0 { break }
        nesting -= 1
      }
      if symbol.endsLine { skipLayout() } else { advance() }
    }
    finish(.error, from: start)
  }
}
