import Analysis
import Syntax

enum ForeignKeyNotValid {
  static let kinds: [NodeKind] = [.sqlAddConstraint, .sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    let column = action.child(.column)
    guard let key = action.child(.constraint) ?? column?.constraint(.sqlForeignKey),
      key.kind == .sqlForeignKey, !key.has(.notValid),
      let referenced = key.child(.table), let alteration = LiveAlteration(action, context)
    else { return }
    if let column { return checkColumn(column, of: action, key, referenced, alteration, &context) }
    let name = key.child(Role.name)?.shown
    let columns = key.child(.columns)?.sqlNames.map(\.name) ?? []
    let made = alteration.derivedName(columns, "fkey")
    let definition = name == nil ? "CONSTRAINT \(made) \(key.code())" : key.code()
    var edits: [Finding.Edit] = []
    if name != nil, alteration.moment.transaction == nil {
      edits = [context.insertion(" NOT VALID", afterToken: key.lastToken, in: key.tree, isSafe: false)]
    }
    context.report(
      action, at: alteration.moment,
      "Every row of \(alteration.shown) is looked up in \(referenced.shown) while holding SHARE ROW EXCLUSIVE on both: "
        + "every INSERT, UPDATE and DELETE on \(alteration.shown) and \(referenced.shown) waits until it is done.",
      help: """
        \(alteration.alter("ADD \(definition) NOT VALID"))
        \(alteration.alter("VALIDATE CONSTRAINT \(name ?? made)"))
        The second statement, in a transaction of its own, checks the rows but blocks no write.\(alteration.apart)
        """,
      edits: edits)
  }

  /// A new column without a default has only NULLs, which need no look-up.
  private static func checkColumn(
    _ column: Node, of action: Node, _ key: Node, _ referenced: Node, _ alteration: LiveAlteration, _ context: inout Context
  ) {
    let value = column.constraint(.sqlDefault)?.child(Role.value)
    let isFilled = value.map { $0.kind != .sqlNull } ?? false
    let help = alteration.steps(adding: column, of: action).joined(separator: "\n")
    if isFilled {
      context.report(
        key, at: alteration.moment,
        "Every row of \(alteration.shown) is looked up in \(referenced.shown) under ACCESS EXCLUSIVE: every read and "
          + "write on \(alteration.shown), and every write to \(referenced.shown), waits until it is done.",
        help: help)
    } else {
      context.report(
        key, at: alteration.moment,
        "The foreign key takes SHARE ROW EXCLUSIVE on \(referenced.shown) besides ACCESS EXCLUSIVE on "
          + "\(alteration.shown): short, but behind one long transaction on either table all writes to it queue up.",
        help: help, severity: .note)
    }
  }
}
