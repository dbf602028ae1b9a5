import Syntax

/// Lays out a function: statements.
///
/// `ends` are the edges that wait for the next point: where control stands now. No ends: the code is unreachable.
struct FlowGraphBuilder {
  typealias EdgeKind = FlowGraph.EdgeKind
  typealias Ends = [(point: Int32, kind: EdgeKind)]

  private(set) var points: [FlowGraph.Point] = []
  private(set) var edges: [(source: Int32, target: Int32, kind: EdgeKind)] = []
  /// Nested `finally` blocks multiply: past this many points the rest is left out.
  private(set) var isFull = false
  var ends: Ends = []
  var frames: [Frame] = []
  /// Nesting of expressions that are laid out recursively.
  var depth = 0
  private var raiseTarget: Int32?
  private let limit: Int
  private let body: Node
  private let effect: (Node) -> FlowGraph.CallEffect

  init(body: Node, effect: @escaping (Node) -> FlowGraph.CallEffect) {
    self.body = body
    self.effect = effect
    limit = 8 * body.subtree.underestimatedLength + 256
  }

  mutating func build() {
    add(.entry, body)
    points.append(FlowGraph.Point(kind: .exit, node: body))
    points.append(FlowGraph.Point(kind: .raise, node: body))
    switch body.kind {
    case .function:
      if let block = body.child(.body) { statement(block) }
    case .lambda:
      if let value = body.child(.body) { evaluate(value) }
    default:
      for child in body.children { statement(child) }
    }
    connect(ends, to: Int32(FlowGraph.exit))
  }

  // MARK: Points and edges

  /// A point that follows where control stands.
  @discardableResult
  mutating func add(_ kind: FlowGraph.Kind, _ node: Node) -> Int32 {
    let point = Int32(points.count)
    points.append(FlowGraph.Point(kind: kind, node: node))
    if points.count > limit { isFull = true }
    connect(ends, to: point)
    ends = [(point, .normal)]
    return point
  }

  /// A point that nothing leads to yet.
  mutating func label(_ node: Node) -> Int32 {
    points.append(FlowGraph.Point(kind: .join, node: node))
    return Int32(points.count - 1)
  }

  mutating func connect(_ ends: Ends, to target: Int32) {
    for end in ends { edges.append((end.point, target, end.kind)) }
  }

  /// Goes on from `point`.
  mutating func resume(at point: Int32) { ends = [(point, .normal)] }

  /// Lets the last point fail.
  mutating func canRaise(_ point: Int32) {
    edges.append((point, raising(), .raises))
  }

  mutating func raising() -> Int32 {
    if let raiseTarget { return raiseTarget }
    let target = target(of: .raise)
    raiseTarget = target
    return target
  }

  mutating func push(_ frame: Frame) {
    frames.append(frame)
    raiseTarget = nil
  }

  mutating func pop() {
    frames.removeLast()
    raiseTarget = nil
  }

  mutating func withFrames<Result>(
    _ replaced: [Frame], _ body: (inout FlowGraphBuilder) -> Result
  ) -> (Result, [Frame]) {
    let saved = frames
    frames = replaced
    raiseTarget = nil
    let result = body(&self)
    let after = frames
    frames = saved
    raiseTarget = nil
    return (result, after)
  }

  func effect(of call: Node) -> FlowGraph.CallEffect { effect(call) }

  // MARK: Statements

  mutating func statement(_ node: Node) {
    guard !isFull else { return }
    switch node.kind {
    case .block, .module:
      for child in node.children { statement(child) }
    case .function: define(node)
    case .class:
      for child in node.children where child.role != .body && child.role != .name { evaluate(child) }
      if let body = node.child(.body) { statement(body) }
      add(.define, node)
    case .if: branch(node)
    case .forLoop: forLoop(node)
    case .whileLoop: whileLoop(node)
    case .try: attempt(node)
    case .with: with(node)
    case .switch: choose(node)
    case .return:
      if let value = node.child(.value) { evaluate(value) }
      add(.return, node)
      jump(.return)
    case .throw:
      for child in node.children { evaluate(child) }
      let point = add(.throw, node)
      canRaise(point)
      ends = []
    case .break: if let loop = innermostLoop { jump(.break(loop)) }
    case .continue: if let loop = innermostLoop { jump(.continue(loop)) }
    case .assert:
      if let condition = node.child(.condition) { ends = test(condition).whenTrue }
    case .delete:
      for child in node.children { evaluate(child) }
      add(.delete, node)
    case .assignment:
      if let value = node.child(.value) { evaluate(value) }
      for target in node.children(.target) { evaluate(target) }
      add(.assign, node)
    case .pass, .global, .nonlocal, .import, .importFrom, .typeAlias: break
    default: evaluate(node)
    }
  }

  private mutating func define(_ function: Node) {
    for child in function.children where child.kind == .decorator { evaluate(child) }
    defaults(function)
    add(.define, function)
  }

  mutating func defaults(_ function: Node) {
    for parameter in function.children where parameter.kind == .parameter {
      if let value = parameter.child(.defaultValue) { evaluate(value) }
    }
  }

  /// An `if` and its `elif`s, which nest to the right without limit.
  private mutating func branch(_ node: Node) {
    var done: Ends = []
    var current = node
    while true {
      guard let condition = current.child(.condition) else { break }
      let outcome = test(condition)
      ends = outcome.whenTrue
      if let body = current.child(.body) { statement(body) }
      done += ends
      ends = outcome.whenFalse
      guard let alternative = current.child(.alternative) else { break }
      if alternative.kind == .if {
        current = alternative
      } else {
        statement(alternative)
        break
      }
    }
    meet(done + ends, node)
  }

  /// Paths meet in one point, so that the edges stay few.
  mutating func meet(_ all: Ends, _ node: Node) {
    ends = all
    if all.count > 1 { add(.join, node) }
  }

  private mutating func forLoop(_ node: Node) {
    if let iterable = node.child(.iterable) { evaluate(iterable) }
    let head = add(.join, node)
    let next = add(.iterate, node)
    canRaise(next)
    let after = label(node)
    ends = [(next, .whenTrue)]
    if let target = node.child(.target) { evaluate(target) }
    push(.loop(after: after, head: head))
    if let body = node.child(.body) { statement(body) }
    pop()
    connect(ends, to: head)
    ends = [(next, .whenFalse)]
    if let alternative = node.child(.alternative) { statement(alternative) }
    connect(ends, to: after)
    resume(at: after)
  }

  private mutating func whileLoop(_ node: Node) {
    let head = add(.join, node)
    let after = label(node)
    guard let condition = node.child(.condition) else { return }
    let outcome = test(condition)
    ends = outcome.whenTrue
    push(.loop(after: after, head: head))
    if let body = node.child(.body) { statement(body) }
    pop()
    connect(ends, to: head)
    ends = outcome.whenFalse
    if let alternative = node.child(.alternative) { statement(alternative) }
    connect(ends, to: after)
    resume(at: after)
  }

  private mutating func attempt(_ node: Node) {
    let finalizer = node.child(.finalizer)
    let handlers = node.children(.handler)
    if let finalizer { push(.finalizer(finalizer)) }
    if handlers.isEmpty {
      if let body = node.child(.body) { statement(body) }
      if let alternative = node.child(.alternative) { statement(alternative) }
    } else {
      let dispatch = label(node)
      push(.handlers(dispatch))
      if let body = node.child(.body) { statement(body) }
      pop()
      if let alternative = node.child(.alternative) { statement(alternative) }
      var done = ends
      var unhandled: Ends = [(dispatch, .normal)]
      for handler in handlers {
        ends = unhandled
        let point = add(.handler, handler)
        ends = [(point, .whenTrue)]
        if let body = handler.child(.body) { statement(body) }
        done += ends
        unhandled = handler.takesEverything ? [] : [(point, .whenFalse)]
      }
      if let last = unhandled.first { edges.append((last.point, raising(), .unmatched)) }
      meet(done, node)
    }
    if let finalizer {
      pop()
      if !ends.isEmpty { statement(finalizer) }
    }
  }

  private mutating func with(_ node: Node) {
    var entered: [(item: Node, after: Int32)] = []
    for item in node.children where item.kind == .withItem {
      let value = item.child(.value)
      if let value { evaluate(value) }
      let point = add(.enter, item)
      let isHarmless = value.map { $0.kind == .call && effect($0) == .harmless } ?? false
      if !isHarmless { canRaise(point) }
      let after = label(item)
      push(.with(item, after: after))
      entered.append((item, after))
    }
    if let body = node.child(.body) { statement(body) }
    for (item, after) in entered.reversed() {
      pop()
      if !ends.isEmpty {
        let point = add(.leave, item)
        canRaise(point)
      }
      connect(ends, to: after)
      resume(at: after)
    }
  }

  private mutating func choose(_ node: Node) {
    if let subject = node.child(.subject) { evaluate(subject) }
    var done: Ends = []
    for option in node.children where option.kind == .switchCase {
      let point = add(.switchCase, option)
      ends = [(point, .whenTrue)]
      var otherwise: Ends = option.fitsAlways ? [] : [(point, .whenFalse)]
      if let guardCondition = option.child(Role.guard) {
        let outcome = test(guardCondition)
        ends = outcome.whenTrue
        otherwise += outcome.whenFalse
      }
      if let body = option.child(.body) { statement(body) }
      done += ends
      ends = otherwise
    }
    meet(done + ends, node)
  }
}

extension Node {
  /// Whether a handler catches what a program reasonably expects to be thrown.
  fileprivate var takesEverything: Bool {
    guard let type = child(.type) else { return true }
    return type.kind == .tuple ? type.children.contains(where: \.isGeneralException) : type.isGeneralException
  }

  /// `default:`, `case _:` and `case name:`, without a guard.
  fileprivate var fitsAlways: Bool {
    guard child(Role.guard) == nil else { return false }
    guard let pattern = child(Role.pattern) else { return true }
    return pattern.isIdentifier
      && !["None", "True", "False"].contains(pattern.text)
  }

  private var isIdentifier: Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = bytes.first, !digits.contains(first) else { return false }
    return bytes.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte >= 0x80 || letters.contains(byte | 0x20)
        || digits.contains(byte)
    }
  }

  /// `Exception` and its like in other languages.
  var isGeneralException: Bool {
    ["Exception", "BaseException", "Throwable", "StandardError"].contains(lastName)
  }

  /// `c` of `a.b.c`, and of `c`.
  public var lastName: String {
    switch kind {
    case .member: child(.property)?.text ?? ""
    case .name: text
    default: ""
    }
  }
}

extension Descendants {
  fileprivate var underestimatedLength: Int { reduce(0) { count, _ in count + 1 } }
}
