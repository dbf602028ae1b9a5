import Analysis
import Syntax

enum AddColumnGeneratedStored {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = column.child(Role.name),
      let generated = column.constraint(.sqlGenerated), generated.has(.stored),
      let alteration = LiveAlteration(action, context)
    else { return }
    let type = column.child(Role.type).map { " " + $0.shown } ?? ""
    let expression = generated.child(Role.value)?.shown ?? "..."
    context.report(
      action, at: alteration.moment,
      "The stored column \(name.shown) is computed for every row: \(alteration.shown) and all its indexes are "
        + "rewritten under ACCESS EXCLUSIVE, and every read and write on \(alteration.shown) waits until that is done.",
      help: """
        \(alteration.alter("ADD COLUMN \(name.shown)\(type)"))
        Keep it up to date with a BEFORE INSERT OR UPDATE trigger that sets NEW.\(name.shown) := \(expression);
        then fill the rows that are there in batches. Where it is only read, compute it in a view, or index the
        expression; from PostgreSQL 18 on a VIRTUAL column costs nothing to add.\(alteration.apart)
        """)
  }
}
