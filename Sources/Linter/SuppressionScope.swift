import Syntax

/// What a comment is for: the text that stands on its line, or the statement after it.
enum SuppressionScope: Hashable {
  case file
  /// A finding that begins or ends here.
  case line(TextRange)
  /// A finding that begins here.
  case statement(TextRange)

  /// The scopes of a comment in a parsed text; none when the place is in no comment.
  static func scopes(of comment: SuppressionComment, in tree: Tree, _ lines: LineMap) -> [SuppressionScope] {
    guard let token = tree.token(at: comment.range.start), tree.tokens[token].kind == .comment else { return [] }
    if comment.isForFile { return [.file] }
    let start = tree.tokens[token].start
    let line = lines.range(ofLine: lines.line(at: start))
    let before = tree.source[TextRange(line.start, start)]
    if before.allSatisfy({ $0 <= 0x20 || $0 >= 0x80 }), tree.tokenBefore(token, on: line) == nil {
      guard let next = tree.tokenAfter(token) else { return [] }
      return [after(next, tree, lines)]
    }
    var scopes = [SuppressionScope.line(line)]
    if let last = tree.tokenBefore(token, on: line), let statement = tree.statement(endingAt: last) {
      scopes.append(.statement(statement))
    }
    return scopes
  }

  /// The same without a tree: a comment is what some comment sign stands before.
  static func scopes(of comment: SuppressionComment, in source: Source, _ lines: LineMap) -> [SuppressionScope] {
    let number = lines.line(at: comment.range.start)
    let line = lines.range(ofLine: number)
    let before = source[TextRange(line.start, comment.range.start)]
    guard let sign = commentSign(in: before) else { return [] }
    if comment.isForFile { return [.file] }
    guard before[..<sign].allSatisfy({ $0 <= 0x20 }) else { return [.line(line)] }
    var next = number + 1
    while next < lines.lineCount, source[lines.range(ofLine: next)].allSatisfy({ $0 <= 0x20 }) { next += 1 }
    return [.line(lines.range(ofLine: next))]
  }

  private static func after(_ token: Int, _ tree: Tree, _ lines: LineMap) -> SuppressionScope {
    let start = tree.tokens[token].start
    guard let statement = tree.statement(beginningAt: start) else {
      return .line(lines.range(ofLine: lines.line(at: start)))
    }
    return .statement(statement.headerRange)
  }

  /// Where the comment begins that reaches to the end of the text.
  private static func commentSign(in text: ArraySlice<UInt8>) -> Int? {
    for index in text.indices {
      let rest = text[index...]
      if signs.contains(where: { rest.starts(with: $0) }) { return index }
    }
    return nil
  }

  private static let signs: [[UInt8]] = ["#", "//", "--", "/*", "<!--", ";", "%", "{{!", "(*"].map { Array($0.utf8) }
}

extension Tree {
  /// The token that holds the offset.
  func token(at offset: UInt32) -> Int? {
    var low = 0
    var high = tokens.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if tokens[middle].start <= offset { low = middle } else { high = middle }
    }
    // Empty tokens may share a start; the last of them is the one with text.
    return tokens.isEmpty ? nil : low
  }

  /// The first token after another that is neither trivia nor layout.
  fileprivate func tokenAfter(_ token: Int) -> Int? {
    var index = token + 1
    while index < tokens.count, isLayout(index) { index += 1 }
    return index < tokens.count && tokens[index].kind != .endOfFile ? index : nil
  }

  /// The last such token before another that touches the line.
  fileprivate func tokenBefore(_ token: Int, on line: TextRange) -> Int? {
    var index = token - 1
    while index >= 0, range(ofToken: index).end > line.start || tokens[index].start >= line.start {
      if !isLayout(index) { return index }
      index -= 1
    }
    return nil
  }

  private func isLayout(_ token: Int) -> Bool {
    let kind = tokens[token].kind
    return kind.isTrivia || kind == .indent || kind == .dedent
  }

  /// The outermost statement that begins at an offset.
  fileprivate func statement(beginningAt offset: UInt32) -> Node? {
    let inner = innermostNode(at: offset)
    var found: Node?
    if inner.isStatement, inner.range.start == offset { found = inner }
    for node in inner.ancestors {
      guard node.range.start == offset else { break }
      if node.isStatement { found = node }
    }
    return found
  }

  /// The innermost simple statement whose last token this is, or the one before it where this is a semicolon.
  fileprivate func statement(endingAt token: Int) -> TextRange? {
    var last = token
    if range(ofToken: token).count == 1, source.bytes[Int(tokens[token].start)] == UInt8(ascii: ";") {
      last = token - 1
      while last > 0, isLayout(last) { last -= 1 }
    }
    guard last >= 0 else { return nil }
    let inner = innermostNode(at: tokens[last].start)
    let statement = inner.isStatement ? inner : inner.ancestors.first(where: \.isStatement)
    guard let statement, statement.lastToken == last || statement.lastToken == token,
      statement.headerRange == statement.range
    else { return nil }
    return statement.range
  }
}

extension Node {
  /// Whether it stands in a sequence of statements.
  fileprivate var isStatement: Bool {
    switch parent?.kind {
    case .module, .block, .sqlScript, .sqlBlock: true
    default: false
    }
  }

  /// The statement without the statements in it.
  fileprivate var headerRange: TextRange {
    let body = children.first { $0.kind == .block || $0.kind == .sqlBlock }
    return body.map { TextRange(range.start, $0.range.start) } ?? range
  }
}
