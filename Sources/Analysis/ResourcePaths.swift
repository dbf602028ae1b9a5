import Syntax

/// Follows one resource from where it is taken along every path of the function.
///
/// A state is a point of the graph with the variables that hold the resource there; each state is visited once.
struct ResourcePaths {
  /// Up to this many variables may hold one resource.
  static let slotLimit = 24
  private static let stateLimit = 6000
  /// Every walk may visit this many states, also where the file's budget is used up.
  private static let stateMinimum = 256

  struct State: Hashable {
    var point: Int
    /// Variables that hold the resource, and those that hold something made from it, as bits.
    var holders: UInt32 = 0
    var children: UInt32 = 0
    /// Conditions of the acquisition that still hold.
    var assumptions: UInt32 = 0
    /// Local flags whose value is known here, and that value.
    var knownFlags: UInt32 = 0
    var flags: UInt32 = 0
    /// Whether something has failed since.
    var hasFailed = false
  }

  /// A state that was reached, from which other, and what had failed first.
  struct Visit {
    let state: State
    let from: Int
    let failure: Node?
  }

  let lifetimes: Lifetimes
  let names: Names
  let resource: Resource
  let function: Node
  let graph: FlowGraph
  /// Whether unknown code that gets the resource as an argument only uses it.
  let lends: Bool
  /// Whether the library that the resource is from is known.
  var isProven = true
  /// Whether the function's generator is made a context manager: then its `yield` only lends.
  let isManager: Bool

  var fate = Fate()
  var slots: [Int: UInt32] = [:]
  var flagSlots: [Int: UInt32] = [:]
  /// Conditions that held where the resource was taken.
  var assumptions: [Assumption] = []
  private var visits: [Visit] = []
  private var known: Set<State> = []

  init(_ lifetimes: Lifetimes, _ resource: Resource, in function: Node, lends: Bool) {
    self.lifetimes = lifetimes
    names = lifetimes.names
    self.resource = resource
    self.function = function
    self.lends = lends
    graph = lifetimes.graph(of: function)
    isManager = function.children(NodeKind.decorator).contains { decorator in
      guard let expression = decorator.firstChild else { return false }
      let callee = expression.kind == .call ? expression.child(.callee) : expression
      return callee.flatMap { lifetimes.names.path(of: $0) }
        .map { lifetimes.vocabulary.managers.contains($0) } ?? false
    }
  }

  /// From a call that takes it.
  mutating func follow(_ call: Node) -> Fate {
    assume(around: call)
    switch destination(of: call) {
    case .binding(let statement, let target, let symbol):
      fate.name = target.text
      if symbol.scope.function?.node != function || symbol.scope.kind == .class || lifetimes.isCaptured(symbol) {
        fate.escapes.insert(.stored)
        return fate
      }
      guard let slot = slot(of: symbol) else { return fate }
      if statement.kind == .withItem { fate.transaction = statement }
      var state = State(point: 0, holders: slot, assumptions: (1 << UInt32(assumptions.count)) - 1)
      forgetAssumptions(about: target, &state)
      setInitialFlags(&state, at: call)
      for point in graph.points(of: statement) where startsHolding(at: point) {
        for edge in graph.edges(from: point) where !edge.kind.isExceptional {
          state.point = edge.target
          visit(state, from: -1, failure: nil)
        }
      }
      run { $0.isLeftAlone(symbol, statement) }
    case .with(let item):
      // Entered without a name, and its end does not release it.
      fate.transaction = item
      fate.losses.append(.dropped)
    case .released: fate.isReleased = true
    case .escaped(let escape): fate.escapes.insert(escape)
    case .dropped: fate.losses.append(.dropped)
    case .unknown: fate.isUnknown = true
    }
    return fate
  }

  /// From the start of the function, where a parameter holds it.
  mutating func follow(parameter symbol: Symbol) -> Fate {
    if lifetimes.isCaptured(symbol) {
      fate.escapes.insert(.stored)
      return fate
    }
    guard let slot = slot(of: symbol) else { return fate }
    visit(State(point: FlowGraph.entry, holders: slot), from: -1, failure: nil)
    run { _ in false }
    return fate
  }

  /// Whether nothing that is ever done with the variable releases the resource or gives it away, on any path: it has one
  /// value, and only calls of its methods use it, for their effect alone.
  private func isLeftAlone(_ symbol: Symbol, _ statement: Node) -> Bool {
    guard symbol.onlyBinding != nil, statement.kind == .assignment, symbol.uses.count <= Self.stateMinimum,
      !statement.ancestors.prefix(while: { $0 != function }).contains(where: { $0.kind == .forLoop || $0.kind == .whileLoop })
    else { return false }
    return symbol.uses.allSatisfy { use in
      guard let member = use.parent, member.kind == .member, use.role == .object, let call = member.parent,
        call.kind == .call, member.role == .callee
      else { return false }
      let method = member.lastName
      if resource.releases.contains(method) || resource.halfReleases.contains(method)
        || resource.handovers.contains(method)
      {
        return false
      }
      return call.isDropped
    }
  }

  private func startsHolding(at point: Int) -> Bool {
    switch graph.points[point].kind {
    case .assign, .enter: true
    default: false
    }
  }

  // MARK: The walk

  /// - Parameter isLost: asked once, when the walk is a long one.
  private mutating func run(_ isLost: (ResourcePaths) -> Bool) {
    var next = 0
    while next < visits.count {
      if next == Self.stateMinimum, isLost(self) {
        fate.losses = [.end(nil)]
        return
      }
      guard visits.count < Self.stateLimit, next < Self.stateMinimum || lifetimes.budget > 0 else {
        fate.isUnknown = true
        names.giveUp(on: function, .paths)
        return
      }
      if next >= Self.stateMinimum { lifetimes.budget -= 1 }
      step(next)
      next += 1
    }
  }

  private mutating func visit(_ state: State, from: Int, failure: Node?) {
    if known.insert(state).inserted {
      visits.append(Visit(state: state, from: from, failure: failure))
    }
  }

  private mutating func step(_ index: Int) {
    let visit = visits[index]
    if visit.state.point == FlowGraph.exit || visit.state.point == FlowGraph.raise {
      return end(index)
    }
    let point = graph.points[visit.state.point]
    var state = visit.state
    switch transfer(point, &state) {
    case .ends: return
    case .continues(let decision, let isSafe):
      if state.holders == 0, state.children == 0 || point.kind == .assign || point.kind == .delete {
        if resource.isKept || point.kind == .assign && isTakenAgain(point.node) {
          fate.losses.append(visit.failure.map { .failure($0) } ?? .overwritten(point.node))
        }
        // Else the garbage collector ends it with its last variable.
        return
      }
      for edge in graph.edges(from: visit.state.point) {
        var after = state
        after.point = edge.target
        switch edge.kind {
        case .normal: self.visit(after, from: index, failure: visit.failure)
        case .whenTrue:
          if decision == false { continue }
          bindTarget(point, &after)
          self.visit(after, from: index, failure: visit.failure)
        case .whenFalse:
          if decision == true { continue }
          self.visit(after, from: index, failure: visit.failure)
        case .raises, .propagates, .unmatched:
          if isSafe, edge.kind == .raises { continue }
          // Who names the exceptions that he expects mostly names those that come.
          if edge.kind == .unmatched, !resource.isKept || resource.category == .file { continue }
          let isNew = visit.failure == nil && edge.kind == .raises
          // What the event was about to bind or give away has not happened.
          after = visit.state
          after.point = edge.target
          after.hasFailed = true
          self.visit(after, from: index, failure: visit.failure ?? (isNew ? point.node : nil))
        }
      }
    }
  }

  private mutating func end(_ index: Int) {
    fate.losses.append(visits[index].failure.map { .failure($0) } ?? .end(lastNode(before: index)))
  }

  /// The statement that a path ends with, if it is a `return`, `throw`, ...
  private func lastNode(before index: Int) -> Node? {
    var index = visits[index].from
    for _ in 0..<64 where index >= 0 {
      let point = graph.points[visits[index].state.point]
      switch point.kind {
      case .return, .throw: return point.node
      case .join, .leave, .condition, .handler: index = visits[index].from
      default: return nil
      }
    }
    return nil
  }

  private func isTakenAgain(_ assignment: Node) -> Bool {
    assignment.child(.value).map { value in
      value.subtree.contains { $0.kind == .call && lifetimes.acquired(by: $0)?.resource.id == resource.id }
    } ?? false
  }

  // MARK: Variables

  /// The bit of a variable; nil when there are too many of them to follow.
  mutating func slot(of symbol: Symbol) -> UInt32? {
    if let known = slots[symbol.number] { return known }
    guard slots.count < Self.slotLimit else {
      fate.isUnknown = true
      names.giveUp(on: function, .paths)
      return nil
    }
    let slot = UInt32(1) << UInt32(slots.count)
    slots[symbol.number] = slot
    return slot
  }

  func existingSlot(_ name: Node) -> UInt32 {
    guard name.kind == .name, let symbol = names.symbol(name) else { return 0 }
    return slots[symbol.number] ?? 0
  }

  func forget(_ target: Node, _ state: inout State) {
    var walk = target.subtree
    while let node = walk.next() {
      // `conn.autocommit = True` gives conn no other value.
      if node.kind == .member || node.kind == .subscript {
        walk.skip(node)
        continue
      }
      let slot = existingSlot(node)
      state.holders &= ~slot
      state.children &= ~slot
    }
    forgetAssumptions(about: target, &state)
  }

  private func forgetAssumptions(about target: Node, _ state: inout State) {
    guard state.assumptions != 0 else { return }
    for node in target.subtree where node.kind == .name {
      guard let symbol = names.symbol(node) else { continue }
      for (place, assumption) in assumptions.enumerated() where assumption.variables.contains(symbol.number) {
        state.assumptions &= ~(1 << UInt32(place))
      }
    }
  }

  private func bindTarget(_ point: FlowGraph.Point, _ state: inout State) {
    if point.kind == .iterate, let target = point.node.child(.target) { forget(target, &state) }
  }
}

extension Node {
  /// Whether a call stands for its effect alone: `c.execute(q)`, `await c.execute(q)`, `c.cursor().execute(q)`.
  fileprivate var isDropped: Bool {
    var call = self
    for _ in 0..<8 {
      guard let parent = call.parent else { return false }
      switch parent.kind {
      case .expressionStatement: return true
      case .await: call = parent
      case .member:
        guard call.role == .object, let outer = parent.parent, outer.kind == .call, parent.role == .callee else {
          return false
        }
        call = outer
      default: return false
      }
    }
    return false
  }
}
