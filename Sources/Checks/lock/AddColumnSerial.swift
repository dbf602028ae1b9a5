import Analysis
import Syntax

enum AddColumnSerial {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = column.child(Role.name),
      let type = column.child(Role.type), let known = SQLType(type),
      known.isSerial || column.constraint(.sqlIdentity) != nil,
      let alteration = LiveAlteration(action, context)
    else { return }
    let sequence = "\(alteration.table.name)_\(SQLName(name)?.name ?? "id")_seq"
    let integer = known.isSerial ? known.underlyingInteger : type.shown
    context.report(
      action, at: alteration.moment,
      "Numbering the rows of \(alteration.shown) rewrites the table and all its indexes under ACCESS EXCLUSIVE: every "
        + "read and write on \(alteration.shown) waits until that is done.",
      help: """
        \(alteration.alter("ADD COLUMN \(name.shown) \(integer)"))
          CREATE SEQUENCE \(sequence) OWNED BY \(alteration.shown).\(name.shown);
        \(alteration.alter("ALTER COLUMN \(name.shown) SET DEFAULT nextval('\(sequence)')"))
        Then fill the rows that are there in batches, each in a transaction of its own.\(alteration.apart)
        """)
  }
}
