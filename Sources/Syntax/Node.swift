/// A node of a syntax tree: a trivial value, valid as long as its tree is held.
public struct Node: @unchecked Sendable {
  let records: UnsafeMutablePointer<NodeRecord>
  // Unmanaged: handles are made by the million, and counting their references would cost more than the walk.
  let owner: Unmanaged<Tree>
  let index: Int32

  public var tree: Tree { owner.takeUnretainedValue() }

  private var record: NodeRecord { records[Int(index)] }

  public var kind: NodeKind { records[Int(index)].kind }
  /// What the node is to its parent.
  public var role: Role { records[Int(index)].role }
  public var traits: Traits { records[Int(index)].traits }
  /// Place in the preorder of the tree: 0 is the root, a descendant has a higher number.
  public var id: Int { Int(index) }

  public func has(_ traits: Traits) -> Bool { self.traits.isSuperset(of: traits) }

  /// The operator of a `binary`, `unary`, augmented `assignment`, or their SQL counterparts.
  public var `operator`: Operator { Operator(rawValue: record.detail) ?? .none }
  /// What an SQL `CREATE`, `ALTER`, `DROP`, `REINDEX`... without a node kind of its own is about.
  public var object: ObjectKind { ObjectKind(rawValue: record.detail) ?? .none }

  // MARK: Text

  /// Index of the first token; of the token after the node's place when the node is empty.
  public var firstToken: Int { Int(record.first) }
  /// Index of the last token; `firstToken - 1` when the node is empty.
  public var lastToken: Int { Int(record.last) }

  /// From the start of the first token to the end of the last: no trivia at either end.
  public var range: TextRange { records[Int(index)].range }

  public var bytes: ArraySlice<UInt8> { tree.source[range] }
  public var text: String { tree.source.text(range) }

  /// Whether the node's text is exactly this.
  public func isText(_ text: StaticString) -> Bool {
    let bytes = bytes
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes) }
  }

  // MARK: Relatives

  public var parent: Node? {
    let parent = record.parent
    return parent < 0 ? nil : Node(records: records, owner: owner, index: parent)
  }

  public var children: Children {
    Children(records: records, owner: owner, index: index + 1, end: record.next)
  }

  /// All nodes below this one, in preorder.
  public var descendants: Descendants {
    Descendants(records: records, owner: owner, index: index + 1, end: record.next)
  }

  /// This node and all below it, in preorder.
  public var subtree: Descendants {
    Descendants(records: records, owner: owner, index: index, end: record.next)
  }

  /// Parent, grandparent and so on to the root.
  public var ancestors: Ancestors { Ancestors(node: self) }

  public func child(_ role: Role) -> Node? {
    let end = records[Int(index)].next
    var child = index + 1
    while child < end {
      if records[Int(child)].role == role { return Node(records: records, owner: owner, index: child) }
      child = records[Int(child)].next
    }
    return nil
  }

  // Where a word names a role and a kind, the role is meant.
  @_disfavoredOverload
  public func child(_ kind: NodeKind) -> Node? {
    let end = records[Int(index)].next
    var child = index + 1
    while child < end {
      if records[Int(child)].kind == kind { return Node(records: records, owner: owner, index: child) }
      child = records[Int(child)].next
    }
    return nil
  }

  public func children(_ role: Role) -> [Node] { children.filter { $0.role == role } }
  @_disfavoredOverload
  public func children(_ kind: NodeKind) -> [Node] { children.filter { $0.kind == kind } }
  public var firstChild: Node? {
    index + 1 < records[Int(index)].next ? Node(records: records, owner: owner, index: index + 1) : nil
  }

  /// Found from the subtree's end, however many children there are.
  public var lastChild: Node? {
    let end = records[Int(index)].next
    guard index + 1 < end else { return nil }
    var last = end - 1
    while records[Int(last)].parent != index { last = records[Int(last)].parent }
    return Node(records: records, owner: owner, index: last)
  }

  public var nextSibling: Node? {
    guard let parent, record.next < parent.record.next else { return nil }
    return Node(records: records, owner: owner, index: record.next)
  }

  /// The `id` after this node's subtree: nodes from `id` up to it are this one and what is below it.
  public var subtreeEnd: Int { Int(record.next) }

  public func isInside(_ other: Node) -> Bool {
    other.index < index && index < other.record.next
  }

  public func nearest(_ kinds: NodeKind...) -> Node? {
    ancestors.first { kinds.contains($0.kind) }
  }
}

extension Node: Hashable {
  public static func == (left: Node, right: Node) -> Bool {
    left.index == right.index && left.records == right.records
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(records)
    hasher.combine(index)
  }
}

/// The direct children of a node.
public struct Children: Sequence, IteratorProtocol {
  let records: UnsafeMutablePointer<NodeRecord>
  let owner: Unmanaged<Tree>
  var index: Int32
  let end: Int32

  public mutating func next() -> Node? {
    guard index < end else { return nil }
    defer { index = records[Int(index)].next }
    return Node(records: records, owner: owner, index: index)
  }
}

/// The nodes below a node, in preorder.
public struct Descendants: Sequence, IteratorProtocol {
  let records: UnsafeMutablePointer<NodeRecord>
  let owner: Unmanaged<Tree>
  var index: Int32
  let end: Int32

  public mutating func next() -> Node? {
    guard index < end else { return nil }
    defer { index += 1 }
    return Node(records: records, owner: owner, index: index)
  }

  /// Goes on after the subtree of a node that this iterator has returned.
  public mutating func skip(_ node: Node) {
    index = Swift.max(index, records[node.id].next)
  }
}

/// The nodes around a node, innermost first.
public struct Ancestors: Sequence, IteratorProtocol {
  var node: Node

  public mutating func next() -> Node? {
    guard let parent = node.parent else { return nil }
    node = parent
    return parent
  }
}
