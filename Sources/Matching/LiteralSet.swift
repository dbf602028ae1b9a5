/// Many literals looked for in one pass over the bytes (Aho-Corasick), ASCII letters compared without case.
///
/// The automaton is a dense table: a row for each state, a column for each class of bytes that the literals tell apart.
/// States are numbered so that those where a literal ends come last: the inner loop is two loads and a comparison.
public struct LiteralSet: Sendable {
  /// A literal that was found.
  public struct Hit: Hashable, Sendable {
    /// The number that the literal was given.
    public let id: Int
    /// Where the literal begins and ends, in bytes.
    public let range: Range<Int>
  }

  private struct Output {
    let id: Int32
    let length: Int32
  }

  private var classes: [UInt8] = []
  /// Row offset of the state that follows, by row offset + class.
  private var table: [UInt32] = []
  /// Row offset of the first state where a literal ends.
  private var firstFinal: UInt32 = 0
  private var width = 1
  /// Where the outputs of final state i begin: `outputs[starts[i]..<starts[i + 1]]`.
  private var starts: [Int32] = [0]
  private var outputs: [Output] = []

  public init(_ literals: [(literal: String, id: Int)]) {
    var trie = Trie()
    for (literal, id) in literals { trie.insert(literal.utf8, id) }
    build(trie)
  }

  /// Empty literals are never found. The same literal may stand for several ids: each is a hit.
  public init(_ literals: [(literal: [UInt8], id: Int)]) {
    var trie = Trie()
    for (literal, id) in literals { trie.insert(literal, id) }
    build(trie)
  }

  public var isEmpty: Bool { outputs.isEmpty }

  /// Calls `body` for every literal that ends inside the range, in the order of their ends; of those that end at the
  /// same place the longest is first.
  public func forEachMatch(
    in bytes: Span<UInt8>, range: Range<Int>? = nil, _ body: (Hit) -> Void
  ) {
    guard !isEmpty else { return }
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    let classes = classes.span
    let table = table.span
    let firstFinal = firstFinal
    var state: UInt32 = 0
    for index in range {
      state = table[Int(state) + Int(classes[Int(bytes[index])])]
      guard state >= firstFinal else { continue }
      let final = Int(state - firstFinal) / width
      for output in Int(starts[final])..<Int(starts[final + 1]) {
        let found = outputs[output]
        body(Hit(id: Int(found.id), range: (index + 1 - Int(found.length))..<(index + 1)))
      }
    }
  }

  /// All hits in the bytes.
  public func hits(in bytes: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    forEachMatch(in: bytes.span) { hits.append($0) }
    return hits
  }

  // MARK: Building

  /// The literals by their first bytes. Most nodes have one child, so children are chains of siblings.
  private struct Trie {
    struct Node {
      var byte: UInt8
      /// Index of the first child and of the next sibling; 0 is none, since the root is neither.
      var child: Int32 = 0
      var sibling: Int32 = 0
      /// Index into `outputs` of the last literal that ends here, -1 for none.
      var output: Int32 = -1
    }

    var nodes = [Node(byte: 0)]
    /// Literals, each with the index of the one before it that ends at the same node.
    var outputs: [(output: Output, before: Int32)] = []

    mutating func insert(_ literal: some Collection<UInt8>, _ id: Int) {
      guard !literal.isEmpty else { return }
      var node = 0
      for byte in literal { node = child(of: node, LiteralSet.fold(byte)) }
      outputs.append((Output(id: Int32(clamping: id), length: Int32(literal.count)), nodes[node].output))
      nodes[node].output = Int32(outputs.count - 1)
    }

    private mutating func child(of node: Int, _ byte: UInt8) -> Int {
      if let known = find(byte, below: node) { return known }
      nodes.append(Node(byte: byte, sibling: nodes[node].child))
      nodes[node].child = Int32(nodes.count - 1)
      return nodes.count - 1
    }

    func find(_ byte: UInt8, below node: Int) -> Int? {
      var child = nodes[node].child
      while child != 0 {
        if nodes[Int(child)].byte == byte { return Int(child) }
        child = nodes[Int(child)].sibling
      }
      return nil
    }
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Gives every byte that occurs in a literal a class of its own; 0 is every other byte.
  private mutating func buildClasses(_ trie: borrowing Trie) {
    classes = [UInt8](repeating: 0, count: 256)
    var count = 0
    for node in trie.nodes.dropFirst() where classes[Int(node.byte)] == 0 && count < 255 {
      count += 1
      classes[Int(node.byte)] = UInt8(count)
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { classes[Int(byte)] = classes[Int(byte | 0x20)] }
    width = count + 1
  }

  /// Breadth first: what fails from a node is known before the node is met, so its row is the failure's row with the
  /// node's own children in it, and scanning never follows failure links.
  private mutating func build(_ trie: borrowing Trie) {
    buildClasses(trie)
    let count = trie.nodes.count
    var failure = [Int32](repeating: 0, count: count)
    var isFinal = [Bool](repeating: false, count: count)
    var queue: [Int32] = [0]
    queue.reserveCapacity(count)
    var head = 0
    while head < queue.count {
      let node = Int(queue[head])
      head += 1
      isFinal[node] = trie.nodes[node].output >= 0 || isFinal[Int(failure[node])]
      var child = Int(trie.nodes[node].child)
      while child != 0 {
        if node != 0 { failure[child] = Int32(self.failure(of: child, below: node, trie, failure)) }
        queue.append(Int32(child))
        child = Int(trie.nodes[child].sibling)
      }
    }

    // Row offsets: the states where nothing ends come first.
    let order = queue.filter { !isFinal[Int($0)] } + queue.filter { isFinal[Int($0)] }
    var row = [UInt32](repeating: 0, count: count)
    for (position, node) in order.enumerated() { row[Int(node)] = UInt32(position * width) }
    firstFinal = UInt32(isFinal.count { !$0 } * width)
    for node in order where isFinal[Int(node)] {
      appendOutputs(of: Int(node), trie, failure)
      starts.append(Int32(outputs.count))
    }
    table = [UInt32](repeating: 0, count: count * width)
    for node in queue {
      let start = Int(row[Int(node)])
      if node != 0 {
        let from = Int(row[Int(failure[Int(node)])])
        for column in 0..<width { table[start + column] = table[from + column] }
      }
      var child = Int(trie.nodes[Int(node)].child)
      while child != 0 {
        table[start + Int(classes[Int(trie.nodes[child].byte)])] = row[child]
        child = Int(trie.nodes[child].sibling)
      }
    }
  }

  /// The node of the longest literal's beginning that the node's text ends with.
  private func failure(of child: Int, below node: Int, _ trie: borrowing Trie, _ failure: [Int32]) -> Int {
    let byte = trie.nodes[child].byte
    var candidate = Int(failure[node])
    while true {
      if let found = trie.find(byte, below: candidate) { return found }
      if candidate == 0 { return 0 }
      candidate = Int(failure[candidate])
    }
  }

  /// The literals that end at a node: its own, then those that its text ends with, which are shorter.
  private mutating func appendOutputs(of node: Int, _ trie: borrowing Trie, _ failure: [Int32]) {
    var node = node
    while node != 0 {
      var own: [Output] = []
      var output = trie.nodes[node].output
      while output >= 0 {
        own.append(trie.outputs[Int(output)].output)
        output = trie.outputs[Int(output)].before
      }
      outputs += own.reversed()
      node = Int(failure[node])
    }
  }
}
