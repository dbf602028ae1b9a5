import Analysis
import Syntax

enum AddColumnGeneratedStored {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = column.child(Role.name),
      let generated = column.constraint(.sqlGenerated), generated.has(.stored),
      let alteration = LiveAlteration(action, context)
    else { return }
    context.report(
      action, at: alteration.moment,
      "The stored column \(name.shown) is computed for every row: \(alteration.shown) and all its indexes are "
        + "rewritten under ACCESS EXCLUSIVE, and every read and write on \(alteration.shown) waits until that is done.",
      help: alteration.steps(adding: column, of: action).joined(separator: "\n"))
  }
}
