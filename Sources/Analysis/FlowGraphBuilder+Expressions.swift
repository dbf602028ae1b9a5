import Syntax

/// Lays out expressions: their events in evaluation order.
extension FlowGraphBuilder {
  mutating func evaluate(_ node: Node) {
    guard !isFull, node.firstChild != nil else { return }
    guard depth < nestingLimit else { return flatten(node) }
    depth += 1
    defer { depth -= 1 }
    switch node.kind {
    case .lambda:
      defaults(node)
      add(.define, node)
    case .comprehension: comprehension(node)
    case .conditional:
      guard let condition = node.child(.condition) else { return }
      let outcome = test(condition)
      ends = outcome.whenTrue
      if let value = node.child(.value) { evaluate(value) }
      let done = ends
      ends = outcome.whenFalse
      if let alternative = node.child(.alternative) { evaluate(alternative) }
      meet(done + ends, node)
    case .binary where node.operator == .and || node.operator == .or:
      guard let left = node.child(.left), let right = node.child(.right) else { return }
      let outcome = test(left)
      ends = node.operator == .or ? outcome.whenFalse : outcome.whenTrue
      evaluate(right)
      meet(ends + (node.operator == .or ? outcome.whenTrue : outcome.whenFalse), node)
    case .namedExpression:
      if let value = node.child(.value) { evaluate(value) }
      add(.assign, node)
    case .await, .yield:
      for child in node.children { evaluate(child) }
      canRaise(add(node.kind == .await ? .await : .yield, node))
    case .call, .member, .subscript, .binary: evaluateSpine(node)
    default:
      for child in node.children { evaluate(child) }
    }
  }

  /// Chains such as `a.b(c).d(e)` and `a + b + c` nest to the left without limit.
  private mutating func evaluateSpine(_ top: Node) {
    var spine: [Node] = []
    var base = top
    while let left = base.leftmostOperand {
      spine.append(base)
      base = left
    }
    evaluate(base)
    for node in spine.reversed() {
      var isFirst = true
      for child in node.children {
        defer { isFirst = false }
        if isFirst || child.role == .property { continue }
        evaluate(child)
      }
      if node.kind == .call { call(node) }
    }
  }

  private mutating func call(_ node: Node) {
    switch effect(of: node) {
    case .harmless: add(.call, node)
    case .mayRaise: canRaise(add(.call, node))
    case .endsProcess:
      add(.call, node)
      ends = []
    }
  }

  private mutating func comprehension(_ node: Node) {
    var loops: [(next: Int32, head: Int32)] = []
    for clause in node.children where clause.kind == .comprehensionClause {
      if let iterable = clause.child(.iterable) { evaluate(iterable) }
      let head = add(.join, clause)
      let next = add(.iterate, clause)
      // A generator's elements are computed later, by whoever asks for them.
      if !node.has(.generator) { canRaise(next) }
      loops.append((next, head))
      ends = [(next, .whenTrue)]
      for condition in clause.children(.condition) {
        let outcome = test(condition)
        connect(outcome.whenFalse, to: head)
        ends = outcome.whenTrue
      }
    }
    if let element = node.child(.element) { evaluate(element) }
    add(.element, node)
    for loop in loops.reversed() {
      connect(ends, to: loop.head)
      ends = [(loop.next, .whenFalse)]
    }
  }

  /// Evaluates for truth.
  mutating func test(_ node: Node) -> (whenTrue: Ends, whenFalse: Ends) {
    guard depth < nestingLimit else {
      flatten(node)
      let point = add(.condition, node)
      return ([(point, .whenTrue)], [(point, .whenFalse)])
    }
    depth += 1
    defer { depth -= 1 }
    switch node.kind {
    case .unary where node.operator == .not:
      guard let operand = node.firstChild else { break }
      let outcome = test(operand)
      return (outcome.whenFalse, outcome.whenTrue)
    case .binary where node.operator == .and || node.operator == .or:
      return testChain(node)
    case .boolean, .number, .null:
      let isFalse = node.kind == .null || ["False", "false", "0"].contains(node.text)
      return isFalse ? ([], ends) : (ends, [])
    default: break
    }
    evaluate(node)
    let point = add(.condition, node)
    return ([(point, .whenTrue)], [(point, .whenFalse)])
  }

  /// `a and b and c`, which nests to the left without limit.
  private mutating func testChain(_ node: Node) -> (whenTrue: Ends, whenFalse: Ends) {
    var operands: [Node] = []
    var left = node
    while left.kind == .binary, left.operator == node.operator, let right = left.child(.right),
      let next = left.child(.left)
    {
      operands.append(right)
      left = next
    }
    operands.append(left)
    var decided: Ends = []
    let isAnd = node.operator == .and
    for operand in operands.reversed() {
      let outcome = test(operand)
      decided += isAnd ? outcome.whenFalse : outcome.whenTrue
      ends = isAnd ? outcome.whenTrue : outcome.whenFalse
    }
    return isAnd ? (ends, decided) : (decided, ends)
  }

  /// An expression that nests too deep for its order to be followed: its calls one after the other.
  private mutating func flatten(_ node: Node) {
    var nodes = node.subtree
    while let next = nodes.next() {
      switch next.kind {
      case .lambda, .function: nodes.skip(next)
      case .call: call(next)
      default: break
      }
    }
  }
}

extension Node {
  fileprivate var leftmostOperand: Node? {
    switch kind {
    case .call: child(.callee)
    case .member, .subscript: child(.object)
    case .binary where self.operator != .and && self.operator != .or: child(.left)
    default: nil
    }
  }
}
