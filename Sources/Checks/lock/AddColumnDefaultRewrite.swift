import Analysis
import Syntax

enum AddColumnDefaultRewrite {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column),
      let value = column.constraint(.sqlDefault)?.child(Role.value),
      let alteration = LiveAlteration(action, context)
    else { return }
    let (volatility, function) = alteration.moment.volatility(of: value)
    guard volatility != .stable else { return }
    let help = alteration.steps(adding: column, of: action).joined(separator: "\n")
    if volatility == .volatile {
      context.report(
        action, at: alteration.moment,
        "The default \(value.shown) is computed for every row: \(alteration.shown) and all its indexes are rewritten "
          + "under ACCESS EXCLUSIVE, and every read and write on \(alteration.shown) waits until that is done.",
        help: help)
    } else {
      let callee = function?.child(.callee)?.shown ?? value.shown
      context.report(
        action, at: alteration.moment,
        "If \(callee) is volatile, as functions are unless declared otherwise, this default rewrites "
          + "\(alteration.shown) under ACCESS EXCLUSIVE, and every read and write on it waits until that is done.",
        help: help, severity: .warning, confidence: .medium)
    }
  }
}
