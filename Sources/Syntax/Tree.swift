/// A syntax tree in one flat buffer.
///
///     index   0        1          2       3        4
///     node    module   call       name    string   expression ...
///     next    9        4          3       4        ...
///
/// Nodes stand in preorder. A node's first child is the record after it; `next` is the index after its subtree, which
/// is its next sibling, unless that is the parent's end. So a walk over a tree is a walk over memory, and skipping a
/// subtree is one addition.
///
/// `Node` is a trivial handle into the buffer that does not keep the tree alive: whoever holds nodes holds their tree.
public final class Tree: @unchecked Sendable {
  public let source: Source
  public let tokens: [Token]
  public let errors: [SyntaxError]
  public let count: Int
  let records: UnsafeMutablePointer<NodeRecord>

  /// Takes over the records that the builder laid out.
  init(
    source: Source, tokens: [Token], errors: [SyntaxError],
    records: UnsafeMutablePointer<NodeRecord>, count: Int
  ) {
    self.source = source
    self.tokens = tokens
    self.errors = errors
    self.records = records
    self.count = count
  }

  deinit {
    records.deallocate()
  }

  public var root: Node { Node(records: records, owner: .passUnretained(self), index: 0) }

  public func node(at index: Int) -> Node {
    precondition(index >= 0 && index < count)
    return Node(records: records, owner: .passUnretained(self), index: Int32(index))
  }

  public func range(ofToken index: Int) -> TextRange {
    let start = tokens[index].start
    let end = index + 1 < tokens.count ? tokens[index + 1].start : UInt32(source.bytes.count)
    return TextRange(start, end)
  }

  /// The smallest node that covers the offset.
  public func innermostNode(at offset: UInt32) -> Node {
    // Starts never fall in preorder, so the node is the last one that begins at the offset or before, or is around it.
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if records[middle].range.start <= offset { low = middle } else { high = middle }
    }
    var node = self.node(at: low)
    while !node.range.contains(offset), let parent = node.parent { node = parent }
    return node
  }
}

/// What the tree stores for one node: 40 bytes, so that walking and asking for a range touch nothing else.
struct NodeRecord {
  var kind: NodeKind
  var role: Role
  /// Raw value of an `Operator` or `ObjectKind`, by kind.
  var detail: UInt8
  var traits: Traits
  /// First and last token that are not trivia; `last < first` for an empty node.
  var first: Int32
  var last: Int32
  /// Bytes of the source.
  var range: TextRange
  var next: Int32
  var parent: Int32
}
