/// Builds a tree bottom up: a parser finishes the parts of a construct, then wraps them.
///
///     let start = builder.mark(at: token)
///     parseOperand()                          // pushes one node
///     while tokenIsOperator {
///       advance()
///       parseOperand()
///       builder.finish(.binary, from: start, through: lastToken)   // one node in place of two
///     }
///
/// Nothing is moved while building, so left-recursive chains of any length cost linear time; `build` lays the nodes
/// out in preorder without recursion.
public struct TreeBuilder {
  /// Where a construct began: the finished nodes since then become its children.
  public struct Mark {
    fileprivate let height: Int
    /// The token that the construct begins at.
    public let firstToken: Int
  }

  private struct Draft {
    var kind: NodeKind
    var role: Role
    var detail: UInt8
    var traits: Traits
    var first: Int32
    var last: Int32
    var firstChild: Int32
    var nextSibling: Int32
  }

  private let source: Source
  private let tokens: [Token]
  private var drafts: [Draft] = []
  private var stack: [Int32] = []
  public private(set) var errors: [SyntaxError] = []

  public init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
    drafts.reserveCapacity(tokens.count)
  }

  public func mark(at token: Int) -> Mark { Mark(height: stack.count, firstToken: token) }

  /// A mark before the nodes that were finished since `mark`, and before `count` more.
  public func mark(beforeLast count: Int = 1) -> Mark {
    let height = max(stack.count - count, 0)
    let first = height < stack.count ? Int(drafts[Int(stack[height])].first) : tokens.count - 1
    return Mark(height: height, firstToken: first)
  }

  /// The number of nodes finished since the mark and not wrapped yet.
  public func count(since mark: Mark) -> Int { stack.count - mark.height }

  /// Makes one node of everything finished since the mark. Its tokens run from the mark's token through `lastToken`;
  /// pass the last token consumed that is not trivia, or `mark.firstToken - 1` for an empty node.
  public mutating func finish(
    _ kind: NodeKind, from mark: Mark, through lastToken: Int, role: Role = .none,
    detail: UInt8 = 0, traits: Traits = []
  ) {
    var firstChild: Int32 = -1
    var first = mark.firstToken
    var last = lastToken
    if mark.height < stack.count {
      firstChild = stack[mark.height]
      first = min(first, Int(drafts[Int(firstChild)].first))
      last = max(last, Int(drafts[Int(stack[stack.count - 1])].last))
      for index in mark.height..<(stack.count - 1) {
        drafts[Int(stack[index])].nextSibling = stack[index + 1]
      }
      stack.removeSubrange(mark.height...)
    }
    stack.append(Int32(drafts.count))
    drafts.append(
      Draft(
        kind: kind, role: role, detail: detail, traits: traits, first: Int32(first),
        last: Int32(max(last, first - 1)),
        firstChild: firstChild, nextSibling: -1))
  }

  /// Says what the node finished last is to the node that will wrap it.
  public mutating func setRole(_ role: Role) {
    guard let last = stack.last else { return }
    drafts[Int(last)].role = role
  }

  public mutating func addTraits(_ traits: Traits) {
    guard let last = stack.last else { return }
    drafts[Int(last)].traits.formUnion(traits)
  }

  /// Says what all nodes finished since the mark, and not wrapped yet, are to the node that will wrap them.
  public mutating func setRole(_ role: Role, since mark: Mark) {
    for draft in stack[min(mark.height, stack.count)...] { drafts[Int(draft)].role = role }
  }

  /// Adds traits to all nodes finished since the mark and not wrapped yet.
  public mutating func addTraits(_ traits: Traits, since mark: Mark) {
    for draft in stack[min(mark.height, stack.count)...] {
      drafts[Int(draft)].traits.formUnion(traits)
    }
  }

  /// Lets the node finished last begin earlier or end later: for parentheses that are not a node.
  public mutating func widen(from firstToken: Int, through lastToken: Int) {
    guard let last = stack.last else { return }
    drafts[Int(last)].first = min(drafts[Int(last)].first, Int32(firstToken))
    drafts[Int(last)].last = max(drafts[Int(last)].last, Int32(lastToken))
  }

  /// The kind of the node finished last, not yet wrapped, since the mark.
  public func lastKind(since mark: Mark) -> NodeKind? {
    stack.count > mark.height ? drafts[Int(stack[stack.count - 1])].kind : nil
  }

  public mutating func error(_ error: SyntaxError) { errors.append(error) }

  /// The finished tree. Everything that is not wrapped yet becomes a child of the root.
  public consuming func build(root kind: NodeKind) -> Tree {
    let mark = Mark(height: 0, firstToken: 0)
    finish(kind, from: mark, through: max(tokens.count - 1, 0))
    let records = UnsafeMutablePointer<NodeRecord>.allocate(capacity: drafts.count)
    var open: [(draft: Int32, index: Int32)] = []
    var draft = stack[0]
    var count: Int32 = 0
    while true {
      let from = drafts[Int(draft)]
      records[Int(count)] = NodeRecord(
        kind: from.kind, role: from.role, detail: from.detail, traits: from.traits,
        first: from.first, last: from.last, range: range(from), next: count + 1,
        parent: open.last?.index ?? -1)
      count += 1
      if from.firstChild >= 0 {
        open.append((draft, count - 1))
        draft = from.firstChild
        continue
      }
      var sibling = from.nextSibling
      while sibling < 0, let parent = open.popLast() {
        records[Int(parent.index)].next = count
        sibling = drafts[Int(parent.draft)].nextSibling
      }
      if sibling < 0 { break }
      draft = sibling
    }
    return Tree(
      source: source, tokens: tokens, errors: errors, records: records, count: Int(count))
  }

  /// From the start of the first token to the end of the last; empty at the first token for an empty node.
  private func range(_ draft: Draft) -> TextRange {
    let start = tokens[Int(draft.first)].start
    guard draft.last >= draft.first else { return TextRange(start, start) }
    let after = Int(draft.last) + 1
    return TextRange(start, after < tokens.count ? tokens[after].start : UInt32(source.bytes.count))
  }
}
