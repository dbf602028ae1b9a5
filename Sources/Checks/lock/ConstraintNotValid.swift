import Analysis
import Syntax

enum ConstraintNotValid {
  static let kinds: [NodeKind] = [.sqlAddConstraint]

  static func check(_ action: Node, _ context: inout Context) {
    guard let constraint = action.child(.constraint),
      constraint.kind == .sqlCheck || constraint.kind == .sqlNotNull, !constraint.has(.notValid),
      let alteration = LiveAlteration(action, context)
    else { return }
    let columns = constraint.condition?.columnNames ?? constraint.child(.columns)?.sqlNames.map(\.name) ?? []
    let name = constraint.child(Role.name)?.shown
    let made = alteration.derivedName(
      Array(columns.prefix(1)), constraint.kind == .sqlNotNull ? "not_null" : "check")
    let definition = name == nil ? "CONSTRAINT \(made) \(constraint.code())" : constraint.code()
    var edits: [Finding.Edit] = []
    if name != nil, alteration.moment.transaction == nil {
      edits = [
        context.insertion(" NOT VALID", afterToken: constraint.lastToken, in: constraint.tree, isSafe: false)
      ]
    }
    context.report(
      action, at: alteration.moment,
      "\(name.map { "Constraint \($0)" } ?? "The constraint") is verified for every row under ACCESS EXCLUSIVE: every "
        + "read and write on \(alteration.shown) waits until the table is scanned.",
      help: """
        \(alteration.alter("ADD \(definition) NOT VALID"))
        \(alteration.alter("VALIDATE CONSTRAINT \(name ?? made)"))
        The second statement, in a transaction of its own, reads the table but blocks nobody.\(alteration.apart)
        """,
      edits: edits)
  }
}

extension Node {
  fileprivate var condition: Node? { child(.condition) }

  fileprivate var columnNames: [String] {
    subtree.filter { $0.kind == .sqlColumn }.compactMap { SQLName($0)?.name }
  }
}
