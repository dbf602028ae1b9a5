import Syntax

/// What a comment is for: the text that stands on its line, or the statement after it.
enum SuppressionScope: Hashable {
  case file
  /// A finding that begins or ends here.
  case line(TextRange)
  /// A finding that begins here.
  case statement(TextRange)
}

/// Where the comments of a parsed text stand. Made in one walk over tree and tokens, so that many comments cost no more
/// than their number.
struct CommentPlaces {
  private let tree: Tree
  private let lines: LineMap
  /// For each token the last one up to it, and the first one from it on, that is neither trivia nor layout; -1 for none.
  private var before: [Int32]
  private var after: [Int32]
  /// The outermost statement that begins with a token, without the statements in it.
  private var beginning: [Int: TextRange] = [:]
  /// In source order.
  private var statements: [Node] = []

  init(_ tree: Tree, _ lines: LineMap) {
    self.tree = tree
    self.lines = lines
    let count = tree.tokens.count
    before = Array(repeating: -1, count: count)
    after = Array(repeating: -1, count: count)
    var last: Int32 = -1
    for index in 0..<count {
      if tree.tokens[index].kind.isContent { last = Int32(index) }
      before[index] = last
    }
    last = -1
    for index in (0..<count).reversed() {
      if tree.tokens[index].kind.isContent { last = Int32(index) }
      after[index] = last
    }
    for node in tree.root.descendants where node.isStatement {
      if beginning[node.firstToken] == nil { beginning[node.firstToken] = node.headerRange }
      statements.append(node)
    }
  }

  /// None when the place is in no comment.
  func scopes(of comment: SuppressionComment) -> [SuppressionScope] {
    guard let token = tree.token(at: comment.range.start), tree.tokens[token].kind == .comment else { return [] }
    if comment.isForFile { return [.file] }
    let line = lines.range(ofLine: lines.line(at: tree.tokens[token].start))
    let previous = Int(before[token])
    guard previous >= 0, tree.range(ofToken: previous).end > line.start else {
      let next = Int(after[token])
      return next >= 0 ? scopes(before: next) : [.line(line)]
    }
    let last = isSemicolon(previous) && previous > 0 ? Int(before[previous - 1]) : previous
    let statement = statement(around: previous) ?? statement(around: last)
    return [.line(line)] + (statement.map { [.statement($0)] } ?? [])
  }

  /// Of a comment on a line of its own: the statement that begins, or else what it stands in the middle of.
  private func scopes(before token: Int) -> [SuppressionScope] {
    if let statement = beginning[token] { return [.statement(statement)] }
    let line = lines.range(ofLine: lines.line(at: tree.tokens[token].start))
    return [.line(line)] + (statement(around: token).map { [.statement($0)] } ?? [])
  }

  /// The innermost statement, without the statements in it, that a token is part of.
  private func statement(around token: Int) -> TextRange? {
    guard token >= 0 else { return nil }
    var low = 0
    var high = statements.count
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].firstToken <= token { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let place = tree.range(ofToken: token)
    var node: Node? = statements[low - 1]
    while let candidate = node {
      if candidate.isStatement {
        let header = candidate.headerRange
        if header.start <= place.start, place.end <= header.end { return header }
      }
      node = candidate.parent
    }
    return nil
  }

  private func isSemicolon(_ token: Int) -> Bool {
    tree.source[tree.range(ofToken: token)].elementsEqual([UInt8(ascii: ";")])
  }
}

extension SuppressionScope {
  /// The scopes of a comment in a text without a tree: a comment is what some comment sign stands before.
  static func scopes(of comment: SuppressionComment, in source: Source, _ lines: LineMap) -> [SuppressionScope] {
    let number = lines.line(at: comment.range.start)
    let line = lines.range(ofLine: number)
    // A sign that stands further off belongs to something else.
    let start = max(line.start, comment.range.start - min(comment.range.start, 200))
    let before = source[TextRange(start, comment.range.start)]
    guard let sign = commentSign(in: before) else { return [] }
    if comment.isForFile { return [.file] }
    guard start == line.start, before[..<sign].allSatisfy({ $0 <= 0x20 }) else { return [.line(line)] }
    // Past the other lines of the comment and blank ones, but not far.
    for next in (number + 1)..<(number + 20) where next <= lines.lineCount {
      let text = source[lines.range(ofLine: next)]
      guard let first = text.prefix(200).firstIndex(where: { $0 > 0x20 }) else { continue }
      if !signs.contains(where: text[first...].starts) { return [.line(lines.range(ofLine: next))] }
    }
    return [.line(line)]
  }

  /// Where the first comment sign of the text stands.
  private static func commentSign(in text: ArraySlice<UInt8>) -> Int? {
    text.indices.first { index in
      let rest = text[index...]
      return signs.contains { rest.starts(with: $0) }
    }
  }

  private static let signs: [[UInt8]] = ["#", "//", "--", "/*", "<!--", ";", "%", "{{!", "(*"].map { Array($0.utf8) }
}

extension TokenKind {
  fileprivate var isContent: Bool {
    !isTrivia && self != .indent && self != .dedent && self != .endOfFile
  }
}

extension Tree {
  /// The token that holds the offset. Of empty tokens at one place and the one with text after them, that one.
  fileprivate func token(at offset: UInt32) -> Int? {
    var low = 0
    var high = tokens.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if tokens[middle].start <= offset { low = middle } else { high = middle }
    }
    return tokens.isEmpty ? nil : low
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
