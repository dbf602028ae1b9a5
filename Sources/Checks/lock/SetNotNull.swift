import Analysis
import Syntax

enum SetNotNull {
  static let kinds: [NodeKind] = [.sqlSetNotNull]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = SQLName(column),
      let alteration = LiveAlteration(action, context)
    else { return }
    let moment = alteration.moment
    guard moment.column(name, of: alteration.table)?.isNotNull != true,
      !moment.hasValidatedNotNullCheck(name, of: alteration.table),
      !context.unit.migration.seemsProven(name, of: alteration.table, at: moment)
    else { return }
    let check = alteration.derivedName([name.name], "not_null")
    context.report(
      action, at: moment,
      "Every row of \(alteration.shown) is checked for NULL under ACCESS EXCLUSIVE: every read and write on "
        + "\(alteration.shown) waits until the table is scanned.",
      help: """
        \(alteration.alter("ADD CONSTRAINT \(check) CHECK (\(column.shown) IS NOT NULL) NOT VALID"))
        \(alteration.alter("VALIDATE CONSTRAINT \(check)"))
        \(alteration.alter("ALTER COLUMN \(column.shown) SET NOT NULL"))
        \(alteration.alter("DROP CONSTRAINT \(check)"))
        The second statement, in a transaction of its own, reads the table but blocks nobody; the third then trusts the
        constraint.\(alteration.apart)
        """)
  }
}
