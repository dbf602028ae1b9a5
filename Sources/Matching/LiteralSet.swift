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
    self.init(literals.map { (literal: Array($0.literal.utf8), id: $0.id) })
  }

  /// Empty literals are never found. The same literal may stand for several ids: each is a hit.
  public init(_ literals: [(literal: [UInt8], id: Int)]) {
    let folded = literals.map { (bytes: $0.literal.map(Self.fold), id: $0.id) }
    buildClasses(folded.map(\.bytes))
    var trie = Trie(width: width)
    for (bytes, id) in folded where !bytes.isEmpty {
      trie.insert(bytes.map { classes[Int($0)] }, Output(id: Int32(clamping: id), length: Int32(bytes.count)))
    }
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

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Gives every byte that occurs in a literal a class of its own; 0 is every other byte.
  private mutating func buildClasses(_ literals: [[UInt8]]) {
    classes = [UInt8](repeating: 0, count: 256)
    var count = 0
    for byte in literals.joined() where classes[Int(byte)] == 0 && count < 255 {
      count += 1
      classes[Int(byte)] = UInt8(count)
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { classes[Int(byte)] = classes[Int(byte | 0x20)] }
    width = count + 1
  }

  private struct Trie {
    let width: Int
    /// Child by node * width + class; 0 is none, since the root is nobody's child.
    var children: [UInt32]
    var outputs: [[Output]] = [[]]

    init(width: Int) {
      self.width = width
      children = [UInt32](repeating: 0, count: width)
    }

    mutating func insert(_ literal: [UInt8], _ output: Output) {
      var node = 0
      for byteClass in literal {
        let slot = node * width + Int(byteClass)
        if children[slot] == 0 {
          children[slot] = UInt32(outputs.count)
          children.append(contentsOf: repeatElement(0, count: width))
          outputs.append([])
        }
        node = Int(children[slot])
      }
      outputs[node].append(output)
    }
  }

  /// Breadth first: the failure state of a node is known before its children are met, and what fails from a node is
  /// copied into its row, so that scanning never follows failure links.
  private mutating func build(_ trie: consuming Trie) {
    let count = trie.outputs.count
    var next = trie.children
    var outputsOfNode = trie.outputs
    var failure = [Int](repeating: 0, count: count)
    var queue = [0]
    queue.reserveCapacity(count)
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      outputsOfNode[node] += outputsOfNode[failure[node]].filter { _ in node != 0 }
      for byteClass in 0..<width {
        let slot = node * width + byteClass
        let fallback = node == 0 ? 0 : next[failure[node] * width + byteClass]
        if trie.children[slot] != 0 {
          let child = Int(next[slot])
          failure[child] = Int(fallback)
          queue.append(child)
        } else {
          next[slot] = fallback
        }
      }
    }

    var order = queue.filter { outputsOfNode[$0].isEmpty }
    firstFinal = UInt32(order.count * width)
    for node in queue where !outputsOfNode[node].isEmpty {
      order.append(node)
      outputs += outputsOfNode[node]
      starts.append(Int32(outputs.count))
    }
    var row = [UInt32](repeating: 0, count: count)
    for (position, node) in order.enumerated() { row[node] = UInt32(position * width) }
    table.reserveCapacity(count * width)
    for node in order {
      for byteClass in 0..<width { table.append(row[Int(next[node * width + byteClass])]) }
    }
  }
}
