import Analysis
import Syntax

enum ValidateInSameTransaction {
  static let kinds: [NodeKind] = [.sqlValidateConstraint]

  static func check(_ action: Node, _ context: inout Context) {
    guard let node = action.child(Role.name), let name = SQLName(node),
      let alteration = LiveAlteration(action, context)
    else { return }
    let moment = alteration.moment
    let help = """
      Commit first; then, on its own:
      \(alteration.alter("VALIDATE CONSTRAINT \(node.shown)"))
      """
    if let constraint = moment.constraint(name, of: alteration.table), !constraint.isValidated,
      moment.isOfSameTransaction(constraint)
    {
      let isForeignKey = constraint.kind == .sqlForeignKey
      let lock: LockMode = isForeignKey ? .shareRowExclusive : .accessExclusive
      context.report(
        action, at: moment,
        "\(node.shown) was added in this transaction, which still holds \(lock.name) on \(alteration.shown): "
          + "\(lock.waiters ?? "everything") on it waits while all rows are checked, as without NOT VALID.",
        help: help, related: [(constraint.node, "added here")])
    } else if let held = moment.heldLock(on: alteration.table), let waiters = held.mode.waiters {
      context.report(
        action, at: moment,
        "The transaction already holds \(held.mode.name) on \(alteration.shown): \(waiters) on it waits while "
          + "\(node.shown) is checked for all rows.",
        help: help, related: [(held.statement, "\(held.mode.name) is taken here")])
    }
  }
}
