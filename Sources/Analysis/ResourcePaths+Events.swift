import Syntax

/// What the events of a path do to the resource.
extension ResourcePaths {
  enum Step {
    /// Released or given away: this path is done.
    case ends
    /// `decision`: which way a condition goes, where the resource decides it. `isSafe`: the event cannot fail.
    case continues(decision: Bool? = nil, isSafe: Bool = false)
  }

  /// What an expression is to the resource.
  enum Hold: Int { case none, child, itself, packed }

  mutating func transfer(_ point: FlowGraph.Point, _ state: inout State) -> Step {
    let node = point.node
    switch point.kind {
    case .call: return call(node, &state)
    case .assign: return assign(node, &state)
    case .condition: return condition(node, state)
    case .enter: return enter(node, &state)
    case .yield:
      guard let value = node.child(.value), hold(value, state) != .none else { return .continues() }
      return isManager || lends ? .continues() : escape(.lent)
    case .return:
      if let value = node.child(.value), hold(value, state) != .none { return escape(.returned) }
    case .element:
      if let element = node.child(.element), hold(element, state) != .none { return escape(.stored) }
    case .define:
      let uses = node.subtree.contains { use in
        let slot = existingSlot(use)
        return slot & (state.holders | state.children) != 0
      }
      if uses { return escape(.stored) }
    case .leave: return .continues(isSafe: true)
    case .iterate:
      // A list does not fail; rows that are still to come do.
      let iterable = node.child(.iterable)
      return .continues(isSafe: iterable.map { $0.kind == .name && hold($0, state) == .none } ?? true)
    case .delete:
      for target in node.children where target.kind == .name { forget(target, &state) }
    default: break
    }
    return .continues()
  }

  mutating func escape(_ escape: Fate.Escapes) -> Step {
    fate.escapes.insert(escape)
    return .ends
  }

  mutating func release() -> Step {
    fate.isReleased = true
    return .ends
  }

  // MARK: Calls

  private mutating func call(_ node: Node, _ state: inout State) -> Step {
    guard let callee = node.child(.callee) else { return .continues() }
    var isSafe = false
    var usesResource = false
    if callee.kind == .member, let object = callee.child(.object) {
      let method = callee.lastName
      let held = hold(object, state)
      usesResource = held != .none
      if held == .itself {
        if resource.releases.contains(method) { return release() }
        if resource.halfReleases.contains(method) {
          if !isProven { return release() }
          fate.halfRelease = node
        }
        if resource.handovers.contains(method) { return escape(.stored) }
        isSafe = resource.harmless.contains(method)
      } else if held == .child {
        // A cursor whose close fails is a broken connection, not a leak that anybody would fix.
        isSafe = method == "close"
      }
    }
    for argument in node.children where argument.kind == .argument {
      guard let value = argument.child(.value) else { continue }
      let held = hold(value, state)
      if held == .none { continue }
      let last = callee.lastName
      if resource.takers.contains(last) || lifetimes.vocabulary.keepers.contains(last) { return release() }
      if usesResource { continue }
      switch handling(of: argument, in: node, callee, held) {
      case .borrows: continue
      case .releases: return release()
      case .escapes: return escape(held == .packed ? .stored : .lent)
      }
    }
    return .continues(isSafe: isSafe)
  }

  private func handling(
    of argument: Node, in call: Node, _ callee: Node, _ held: Hold
  ) -> Lifetimes.Handling {
    if let path = names.path(of: callee),
      lifetimes.vocabulary.borrowers.contains(path) || lifetimes.vocabulary.wrappers.contains(path)
    {
      return .borrows
    }
    if held == .packed { return .escapes }
    if let function = names.function(calledBy: call) {
      guard argument.traits.isDisjoint(with: [.variadic, .keywordVariadic]),
        !function.has(.async) || call.parent?.kind == .await,
        let parameter = parameter(for: argument, in: call, function)
      else { return .escapes }
      return lifetimes.handling(of: parameter, in: function, resource)
    }
    // A constructor keeps what it gets, and a base class's is called by that name.
    if callee.lastName == "__init__" || callee.lastName.utf8.first.map({ (0x41...0x5A).contains($0) }) == true {
      return .escapes
    }
    // A coroutine that is not awaited here uses it later.
    let isDetached = call.parent?.kind == .argument && call.parent?.parent?.isTaskStart == true
    return lends && held == .itself && !isDetached ? .borrows : .escapes
  }

  private func parameter(for argument: Node, in call: Node, _ function: Node) -> Node? {
    let parameters = function.children(NodeKind.parameter)
    if let name = argument.child(Role.name) {
      return parameters.first { $0.child(Role.name)?.text == name.text }
    }
    var position = call.children(NodeKind.argument).firstIndex(of: argument) ?? 0
    let isMethod = names.scope(of: function).kind == .class
      && !function.children(NodeKind.decorator).contains { $0.firstChild?.lastName == "staticmethod" }
    if isMethod { position += 1 }
    guard position < parameters.count,
      parameters[...position].allSatisfy({
        $0.traits.isDisjoint(with: [.variadic, .keywordVariadic, .keywordOnly])
      })
    else { return nil }
    return parameters[position]
  }

  // MARK: Bindings

  private mutating func assign(_ node: Node, _ state: inout State) -> Step {
    guard let value = node.child(.value) else { return .continues() }
    let held = hold(value, state)
    setFlag(node, value, &state)
    for target in node.children(Role.target) {
      if target.kind == .tuple || target.kind == .list, value.kind == .tuple || value.kind == .list,
        target.children.reduce(0, { count, _ in count + 1 })
          == value.children.reduce(0, { count, _ in count + 1 })
      {
        let before = state
        for (part, source) in zip(Array(target.children), Array(value.children)) {
          if case .ends = bind(part, hold(source, before), &state) { return .ends }
        }
      } else if case .ends = bind(target, held, &state) {
        return .ends
      }
    }
    return .continues()
  }

  private mutating func bind(_ target: Node, _ held: Hold, _ state: inout State) -> Step {
    guard held != .none else {
      forget(target, &state)
      return .continues()
    }
    guard target.kind == .name, held != .packed, let symbol = names.symbol(target),
      symbol.scope.function?.node == function, symbol.scope.kind != .class,
      !lifetimes.isCaptured(symbol)
    else { return escape(.stored) }
    guard let slot = slot(of: symbol) else { return .ends }
    forget(target, &state)
    if held == .itself { state.holders |= slot } else { state.children |= slot }
    return .continues()
  }

  private mutating func enter(_ item: Node, _ state: inout State) -> Step {
    guard let value = item.child(.value) else { return .continues() }
    let held = hold(value, state)
    if held == .itself {
      switch resource.with {
      case .releases: return release()
      case .transaction: fate.transaction = item
      case .nothing: break
      }
    }
    guard let target = item.child(.target) else { return .continues(isSafe: held != .none) }
    if held == .none {
      forget(target, &state)
      return .continues()
    }
    if case .ends = bind(target, held, &state) { return .ends }
    return .continues(isSafe: true)
  }

  // MARK: Values

  /// What the value of an expression is to the resource.
  func hold(_ node: Node, _ state: State, depth: Int = 0) -> Hold {
    guard depth < 24 else { return .packed }
    func hold(_ node: Node?) -> Hold {
      node.map { self.hold($0, state, depth: depth + 1) } ?? .none
    }
    func most(_ holds: [Hold]) -> Hold { holds.max { $0.rawValue < $1.rawValue } ?? .none }
    switch node.kind {
    case .name:
      let slot = existingSlot(node)
      return slot & state.holders != 0 ? .itself : slot & state.children != 0 ? .child : .none
    case .await, .spread, .argument:
      return hold(node.child(.value) ?? node.firstChild)
    case .namedExpression: return most([hold(node.child(.target)), hold(node.child(.value))])
    case .conditional: return most([hold(node.child(.value)), hold(node.child(.alternative))])
    case .binary where node.operator == .or || node.operator == .and:
      return most([hold(node.child(.left)), hold(node.child(.right))])
    case .tuple, .list, .set, .dictionary, .pair:
      return node.children.contains { hold($0) != .none } ? .packed : .none
    case .member:
      let isMethod =
        resource.releases.contains(node.lastName) || lifetimes.vocabulary.boundMethods.contains(node.lastName)
      return isMethod && hold(node.child(.object)) == .itself ? .packed : .none
    case .comprehension:
      if let element = node.child(.element), hold(element) != .none { return .packed }
      return node.has(.generator) && mentions(node, state) ? .packed : .none
    case .lambda: return mentions(node, state) ? .packed : .none
    case .call:
      guard let callee = node.child(.callee) else { return .none }
      if callee.kind == .member, let object = callee.child(.object) {
        let held = hold(object)
        if held != .none, callee.lastName == "__enter__" || callee.lastName == "__aenter__" { return held }
        if held == .itself || held == .child {
          return resource.children.contains(callee.lastName) ? .child : .none
        }
      }
      guard let path = names.path(of: callee), lifetimes.vocabulary.wrappers.contains(path) else { return .none }
      return node.children.contains { $0.kind == .argument && hold($0) != .none } ? .child : .none
    default: return .none
    }
  }

  private func mentions(_ node: Node, _ state: State) -> Bool {
    node.subtree.contains { existingSlot($0) & (state.holders | state.children) != 0 }
  }
}

extension Node {
  /// `create_task(...)` and the like: what it gets runs on its own.
  fileprivate var isTaskStart: Bool {
    guard kind == .call, let callee = child(.callee) else { return false }
    return ["create_task", "ensure_future", "gather", "submit", "run_coroutine_threadsafe", "start_soon"]
      .contains(callee.lastName)
  }
}
