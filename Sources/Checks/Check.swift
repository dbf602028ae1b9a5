import Syntax

/// The code of a rule: asked for every node of its kinds, in one walk over the tree.
public struct Check: Sendable {
  public typealias Body = @Sendable (Node, inout Context) -> Void

  public let rule: String
  public let kinds: [NodeKind]
  public let body: Body

  public init(_ rule: String, _ kinds: [NodeKind], _ body: @escaping Body) {
    self.rule = rule
    self.kinds = kinds
    self.body = body
  }
}

/// The checks that run, by the kind of node that they look at.
public struct CheckSet: Sendable {
  private var byKind: [[(check: Check, rule: Rule)]]

  public init(_ selected: [(check: Check, rule: Rule)]) {
    byKind = Array(repeating: [], count: NodeKind.allCases.count)
    for entry in selected {
      for kind in entry.check.kinds { byKind[Int(kind.rawValue)].append(entry) }
    }
  }

  /// Walks the unit's tree and its embedded queries once and returns what the checks reported.
  public func run(on unit: Unit) -> [Finding] {
    guard let first = byKind.lazy.compactMap(\.first).first else { return [] }
    var context = Context(unit: unit, rule: first.rule)
    if let tree = unit.tree { walk(tree, &context) }
    for query in unit.queries {
      context.query = query
      walk(query.tree, &context)
    }
    return context.findings
  }

  private func walk(_ tree: Tree, _ context: inout Context) {
    for node in tree.root.subtree {
      for entry in byKind[Int(node.kind.rawValue)] {
        context.rule = entry.rule
        entry.check.body(node, &context)
      }
    }
  }
}
