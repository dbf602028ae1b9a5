import Analysis
import Syntax

enum OrOptionalParameter {
  static let kinds: [NodeKind] = [.sqlBinary]

  static func check(_ node: Node, _ context: inout Context) {
    guard context.isForPostgres, let disjunction = Disjunction(node), disjunction.readsTables,
      let parameter = disjunction.optionalParameter,
      let column = disjunction.sides.lazy.compactMap({ disjunction.columns(of: $0).first }).first,
      !context.valuesAreInTheText(parameter)
    else { return }
    // The plan is one for all of them: the first stands for those that come later.
    let others = disjunction.conjuncts.filter { condition in
      condition.kind == .sqlBinary && condition.operator == .or
        && Disjunction(condition)?.optionalParameter.map { !context.valuesAreInTheText($0) } ?? false
    }
    guard !others.contains(where: { $0.range.start < node.range.start }) else { return }
    let isPinned = context.pin(of: disjunction) != nil
    let filters = ([node] + others).compactMap { Disjunction($0) }.map { disjunction in
      disjunction.sides.filter { !disjunction.columns(of: $0).isEmpty }.map(\.shown).joined(separator: " OR ")
    }
    context.report(
      node,
      "One plan has to serve \(parameter.shown) given and not given: a generic plan reads all rows and no index on "
        + "\(column.shown).",
      help: """
        Put \(filters.joined(separator: ", and ")) into the text only when the parameter is given, or keep two
        statements.
        """,
      severity: isPinned ? .note : nil)
  }
}

extension Context {
  /// Drivers that write the values into the text: the server sees a constant, and plans for it.
  fileprivate func valuesAreInTheText(_ parameter: Node) -> Bool {
    guard parameter.kind == .sqlParameter, parameter.bytes.first == UInt8(ascii: "%"), let tree = unit.tree else {
      return parameter.kind == .sqlHole
    }
    return tree.root.descendants.contains {
      ($0.kind == .importItem || $0.kind == .importFrom) && $0.text.contains("psycopg2")
    }
  }
}
