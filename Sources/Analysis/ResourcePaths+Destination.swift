import Syntax

/// Where the result of an acquiring call goes.
extension ResourcePaths {
  enum Destination {
    /// A variable; the statement's point in the graph is where it begins to hold the resource.
    case binding(statement: Node, target: Node, Symbol)
    /// `with pool.getconn():`, where that releases nothing.
    case with(Node)
    case released
    case escaped(Fate.Escapes)
    case dropped
    case unknown
  }

  func destination(of call: Node) -> Destination {
    var node = call
    if let part = resource.part { return destination(ofPart: part, of: call) }
    for _ in 0..<64 {
      guard let parent = node.parent else { return .unknown }
      switch parent.kind {
      case .await: node = parent
      case .conditional:
        if node.role == .condition { return .dropped }
        node = parent
      case .binary where parent.operator == .or || parent.operator == .and: node = parent
      case .assignment, .namedExpression: return bound(in: parent, value: node)
      case .withItem: return entered(parent)
      case .argument:
        guard let outer = parent.parent, outer.kind == .call, let callee = outer.child(.callee) else {
          return .unknown
        }
        let last = callee.lastName
        if resource.takers.contains(last) || lifetimes.vocabulary.keepers.contains(last) { return .released }
        guard let path = names.path(of: callee) else { return .escaped(.lent) }
        if lifetimes.vocabulary.wrappers.contains(path) {
          node = outer
        } else {
          return lifetimes.vocabulary.borrowers.contains(path) ? .dropped : .escaped(.lent)
        }
      case .member:
        guard let outer = parent.parent, outer.kind == .call, outer.child(.callee) == parent else {
          return .unknown
        }
        let method = parent.lastName
        if resource.releases.contains(method) { return .released }
        guard resource.children.contains(method) || method == "__enter__" else { return .dropped }
        // Only something made from it is kept: it lives and dies with that.
        return escapes(outer) ? .escaped(.returned) : .dropped
      case .return, .lambda: return .escaped(.returned)
      case .yield: return isManager ? .dropped : .escaped(.lent)
      case .expressionStatement: return node == call || node.kind == .await ? .dropped : .unknown
      case .forLoop, .comprehensionClause:
        return node.role == .iterable ? .dropped : .unknown
      case .tuple, .list:
        guard let assignment = parent.parent, assignment.kind == .assignment, parent.role == .value else {
          return .escaped(.stored)
        }
        return paired(node, parent, assignment)
      case .set, .pair, .dictionary, .spread, .comprehension, .parameter, .decorator:
        return .escaped(.stored)
      default: return .unknown
      }
    }
    return .unknown
  }

  private func bound(in statement: Node, value: Node) -> Destination {
    let targets = statement.children(Role.target)
    guard targets.count == 1, statement.operator == .none || statement.kind == .namedExpression,
      let target = targets.first
    else { return .escaped(.stored) }
    return bound(to: target, in: statement)
  }

  private func bound(to target: Node, in statement: Node) -> Destination {
    guard target.kind == .name, let symbol = names.symbol(target) else { return .escaped(.stored) }
    return .binding(statement: statement, target: target, symbol)
  }

  /// `a, b = take(), take()`.
  private func paired(_ value: Node, _ values: Node, _ assignment: Node) -> Destination {
    let targets = assignment.children(Role.target)
    guard targets.count == 1, let target = targets.first, target.kind == .tuple || target.kind == .list else {
      return .escaped(.stored)
    }
    let sources = Array(values.children)
    let parts = Array(target.children)
    guard let place = sources.firstIndex(of: value), sources.count == parts.count,
      !parts.contains(where: { $0.kind == .spread })
    else { return .escaped(.stored) }
    return bound(to: parts[place], in: assignment)
  }

  /// `fd, path = mkstemp()`: the resource is one element of the result.
  private func destination(ofPart part: Int, of call: Node) -> Destination {
    guard let parent = call.parent else { return .unknown }
    if parent.kind == .subscript, let index = parent.child(.index), parent.child(.object) == call {
      return index.text == "\(part)" ? .unknown : .dropped
    }
    guard parent.kind == .assignment, let target = parent.children(Role.target).first,
      target.kind == .tuple, parent.children(Role.target).count == 1
    else { return parent.kind == .expressionStatement ? .dropped : .escaped(.stored) }
    let parts = Array(target.children)
    guard part < parts.count else { return .unknown }
    return bound(to: parts[part], in: parent)
  }

  private func entered(_ item: Node) -> Destination {
    switch resource.with {
    case .releases: return .released
    case .nothing: return .unknown
    case .transaction:
      guard let target = item.child(.target) else { return .with(item) }
      guard target.kind == .name, let symbol = names.symbol(target) else { return .escaped(.stored) }
      return .binding(statement: item, target: target, symbol)
    }
  }

  /// Whether a value leaves the function at once.
  private func escapes(_ node: Node) -> Bool {
    guard let parent = node.parent else { return false }
    switch parent.kind {
    case .return, .yield, .argument, .lambda: return true
    case .await: return escapes(parent)
    case .assignment: return !parent.children(Role.target).allSatisfy { $0.kind == .name }
    default: return false
    }
  }
}
