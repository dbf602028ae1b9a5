import Syntax

/// What conditions say about the resource: tests of its variables, flags that go with it, the branch it was taken in.
extension ResourcePaths {
  func condition(_ node: Node, _ state: State) -> Step {
    // A path on which the resource says it is closed is a path that needs no release.
    if let isOpen = openness(node, state) { return .continues(decision: isOpen, isSafe: true) }
    return .continues(decision: truth(of: node, state))
  }

  private func truth(of node: Node, _ state: State) -> Bool? {
    switch node.kind {
    case .name, .namedExpression:
      if hold(node, state) != .none { return true }
      if let symbol = names.symbol(node), let slot = flagSlots[symbol.number], state.knownFlags & slot != 0 {
        return state.flags & slot != 0
      }
    case .binary:
      guard let left = node.child(.left), let right = node.child(.right) else { break }
      let isHeld = (hold(left, state), hold(right, state))
      // What has just been taken is neither None nor any other object.
      guard (isHeld.0 == .none) != (isHeld.1 == .none) else { break }
      switch node.operator {
      case .is, .equal: return false
      case .isNot, .notEqual: return true
      default: break
      }
    default: break
    }
    guard state.assumptions != 0 else { return nil }
    let (text, isPositive) = key(of: node)
    for (place, assumption) in assumptions.enumerated()
    where state.assumptions & (1 << UInt32(place)) != 0 && assumption.text == text {
      return assumption.truth == isPositive
    }
    return nil
  }

  /// For `x.closed`, `x.is_connected()`: the condition's value while the resource is open.
  private func openness(_ node: Node, _ state: State) -> Bool? {
    guard let member = node.kind == .call ? node.child(.callee) : node, member.kind == .member,
      let object = member.child(.object), hold(object, state) == .itself
    else { return nil }
    if lifetimes.vocabulary.closedFlags.contains(member.lastName) { return false }
    if lifetimes.vocabulary.openFlags.contains(member.lastName) { return true }
    return nil
  }

  // MARK: Flags

  mutating func setFlag(_ node: Node, _ value: Node, _ state: inout State) {
    guard let truth = value.constantTruth else { return }
    for target in node.children(Role.target) where target.kind == .name {
      guard let symbol = names.symbol(target), let slot = flagSlot(of: symbol) else { continue }
      state.knownFlags |= slot
      if truth { state.flags |= slot } else { state.flags &= ~slot }
    }
  }

  private mutating func flagSlot(of symbol: Symbol) -> UInt32? {
    if let slot = flagSlots[symbol.number] { return slot }
    guard flagSlots.count < 16, lifetimes.flags(of: function).contains(where: { $0 === symbol }) else { return nil }
    let slot = UInt32(1) << UInt32(flagSlots.count)
    flagSlots[symbol.number] = slot
    return slot
  }

  /// Flags whose last assignment before the acquisition is sure to have run.
  mutating func setInitialFlags(_ state: inout State, at call: Node) {
    for symbol in lifetimes.flags(of: function) {
      guard let last = symbol.bindings.last(where: { $0.node.id < call.id }),
        let block = last.statement.parent, call.isInside(block),
        !symbol.bindings.contains(where: { other in
          other.node.id > call.id && sharesLoop(other.node, call, without: last.node)
        }), let slot = flagSlot(of: symbol)
      else { continue }
      state.knownFlags |= slot
      if last.value?.constantTruth == true { state.flags |= slot }
    }
  }

  private func sharesLoop(_ node: Node, _ other: Node, without third: Node) -> Bool {
    other.ancestors.contains { ancestor in
      (ancestor.kind == .forLoop || ancestor.kind == .whileLoop) && ancestor.isInside(function)
        && node.isInside(ancestor) && !third.isInside(ancestor)
    }
  }

  // MARK: Assumptions

  /// Notes the conditions that hold where the call stands and that nothing changes later.
  mutating func assume(around call: Node) {
    var node = call
    while let parent = node.parent, parent.id >= function.id {
      switch (parent.kind, node.role) {
      case (.if, .body), (.conditional, .value):
        if let condition = parent.child(.condition) { assume(condition, true, call) }
      case (.if, .alternative), (.conditional, .alternative):
        if let condition = parent.child(.condition) { assume(condition, false, call) }
      case (.binary, .right) where parent.operator == .and || parent.operator == .or:
        if let left = parent.child(.left) { assume(left, parent.operator == .and, call) }
      default: break
      }
      node = parent
    }
  }

  private mutating func assume(_ condition: Node, _ truth: Bool, _ call: Node, depth: Int = 0) {
    guard depth < 16 else { return }
    switch condition.kind {
    case .unary where condition.operator == .not:
      if let operand = condition.firstChild { assume(operand, !truth, call, depth: depth + 1) }
    case .binary where condition.operator == .and || condition.operator == .or:
      guard truth == (condition.operator == .and) else { return }
      for side in condition.children { assume(side, truth, call, depth: depth + 1) }
    default:
      guard assumptions.count < 16, let variables = variables(of: condition, until: call) else { return }
      let (text, isPositive) = key(of: condition)
      assumptions.append(Assumption(text: text, truth: truth == isPositive, variables: variables))
    }
  }

  /// A condition that held where the resource was taken, until one of its variables gets another value.
  struct Assumption {
    let text: String
    let truth: Bool
    let variables: Set<Int>
  }

  /// The local variables of a condition that means the same as long as they keep their values; nil for one that may
  /// change by itself, or has changed before the call.
  private func variables(of condition: Node, until call: Node) -> Set<Int>? {
    var variables: Set<Int> = []
    for node in condition.subtree {
      switch node.kind {
      case .name where node.role != .property:
        guard let symbol = names.symbol(node) else { continue }
        let isRebound = symbol.bindings.contains { binding in
          condition.id < binding.node.id && binding.node.id < call.id && binding.node.isInside(function)
            && !call.isInside(binding.statement)
        }
        if isRebound { return nil }
        variables.insert(symbol.number)
      case .call:
        guard let callee = node.child(.callee), let path = names.path(of: callee),
          path.hasPrefix("builtins.") || path.hasPrefix("os.path.")
        else { return nil }
      case .await, .yield, .namedExpression, .lambda, .comprehension: return nil
      default: break
      }
    }
    return variables
  }

  /// A condition's text, the same for `x is None` and `x is not None`.
  private func key(of node: Node) -> (text: String, isPositive: Bool) {
    guard node.kind == .binary, let left = node.child(.left), let right = node.child(.right) else {
      return (node.text, true)
    }
    switch node.operator {
    case .is, .isNot: return ("\(left.text) is \(right.text)", node.operator == .is)
    case .equal, .notEqual: return ("\(left.text) == \(right.text)", node.operator == .equal)
    case .in, .notIn: return ("\(left.text) in \(right.text)", node.operator == .in)
    default: return (node.text, true)
    }
  }
}

extension Node {
  /// The truth of `True`, `False` and `None`.
  var constantTruth: Bool? {
    switch kind {
    case .boolean: text == "True" || text == "true"
    case .null: false
    default: nil
    }
  }
}
