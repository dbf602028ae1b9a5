import Syntax

/// Ways out of a block, through the `finally` blocks and `with`s around it.
extension FlowGraphBuilder {
  /// What a statement stands in, outermost first.
  struct Frame {
    enum Kind {
      case loop(after: Int32, head: Int32)
      case finalizer(Node)
      /// `after`: where control goes when the manager swallows the exception.
      case with(Node, after: Int32)
      case handlers(Int32)
    }

    let kind: Kind
    /// Copies of the finalizer that are laid out already, by the jump that runs through them.
    var copies: [Jump: Int32] = [:]

    static func loop(after: Int32, head: Int32) -> Frame {
      Frame(kind: .loop(after: after, head: head))
    }
    static func finalizer(_ block: Node) -> Frame { Frame(kind: .finalizer(block)) }
    static func with(_ item: Node, after: Int32) -> Frame { Frame(kind: .with(item, after: after)) }
    static func handlers(_ dispatch: Int32) -> Frame { Frame(kind: .handlers(dispatch)) }
  }

  /// Loops are named by their place among the frames.
  enum Jump: Hashable {
    case `return`, raise
    case `break`(Int), `continue`(Int)
  }

  var innermostLoop: Int? {
    frames.lastIndex { if case .loop = $0.kind { true } else { false } }
  }

  mutating func jump(_ jump: Jump) {
    let from = ends
    connect(from, to: target(of: jump))
    ends = []
  }

  /// Where a jump from here arrives first: a copy of the innermost finalizer on its way, or its goal. The copies on the
  /// way are laid out, each leading to the next.
  mutating func target(of jump: Jump) -> Int32 {
    let saved = ends
    defer { ends = saved }
    var first: Int32?
    var index = frames.count
    ends = []
    while index > 0 {
      index -= 1
      let frame = frames[index]
      switch frame.kind {
      case .loop(let after, let head):
        if jump == .break(index) { return arrive(at: after, jump, first) }
        if jump == .continue(index) { return arrive(at: head, jump, first) }
      case .handlers(let dispatch):
        if jump == .raise { return arrive(at: dispatch, jump, first) }
      case .finalizer, .with:
        if let copy = frame.copies[jump] { return arrive(at: copy, jump, first) }
        let start = copy(frame, at: index, for: jump)
        first = first ?? start
        if isFull { return first ?? start }
      }
    }
    let goal = jump == .raise ? FlowGraph.raise : FlowGraph.exit
    return arrive(at: Int32(goal), jump, first)
  }

  private mutating func arrive(at goal: Int32, _ jump: Jump, _ first: Int32?) -> Int32 {
    connect(ends, to: goal, for: jump)
    return first ?? goal
  }

  private mutating func connect(_ ends: Ends, to target: Int32, for jump: Jump) {
    connect(
      ends.map { ($0.point, jump == .raise && $0.kind == .normal ? .propagates : $0.kind) }, to: target)
  }

  /// Lays out what runs when `jump` leaves the frame, after `ends`.
  private mutating func copy(_ frame: Frame, at index: Int, for jump: Jump) -> Int32 {
    let incoming = ends
    let owner: Node =
      switch frame.kind {
      case .finalizer(let block), .with(let block, _): block
      default: points[0].node
      }
    let start = label(owner)
    connect(incoming, to: start, for: jump)
    frames[index].copies[jump] = start
    let (outgoing, outer) = withFrames(Array(frames[..<index])) { builder in
      builder.resume(at: start)
      switch frame.kind {
      case .finalizer(let block): builder.statement(block)
      case .with(let item, let after):
        let point = builder.add(.leave, item)
        builder.canRaise(point)
        if jump == .raise, let call = item.swallowingCall {
          builder.connect(builder.ends, to: after)
          let takesAll = call.children(NodeKind.argument)
            .contains { $0.child(.value)?.isGeneralException == true }
          builder.ends = takesAll ? [] : [(point, .unmatched)]
        }
      default: break
      }
      return builder.ends
    }
    // Outer finalizers may have got copies on the way.
    for (index, frame) in outer.enumerated() { frames[index].copies = frame.copies }
    ends = outgoing
    return start
  }
}

extension Node {
  /// `with suppress(OSError):` and the test helpers that expect a failure.
  fileprivate var swallowingCall: Node? {
    guard let value = child(.value), let callee = value.child(.callee),
      ["suppress", "raises", "assertRaises", "assertRaisesRegex"].contains(callee.lastName)
    else { return nil }
    return value
  }
}
