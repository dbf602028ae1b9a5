import Analysis
import Syntax

enum AddColumnNotNull {
  static let kinds: [NodeKind] = [.sqlAddColumn]

  static func check(_ action: Node, _ context: inout Context) {
    guard let column = action.child(.column), let name = column.child(Role.name),
      column.constraint(.sqlNotNull) != nil, !column.fillsItself,
      let alteration = LiveAlteration(action, context)
    else { return }
    let type = column.child(Role.type)
    let known = type.flatMap { SQLType($0) }
    // A domain may have a default of its own.
    let isSure = known.map { $0.isBuiltIn || alteration.moment.isEnum($0) } ?? false
    let check = alteration.derivedName([SQLName(name)?.name ?? "column"], "not_null")
    context.report(
      action, at: alteration.moment,
      "\(name.shown) is NOT NULL and has no default: the migration fails as soon as \(alteration.shown) has a row, and "
        + "code that does not know the column cannot insert any more.",
      help: """
        \(alteration.alter("ADD COLUMN \(name.shown)\(type.map { " " + $0.shown } ?? "")"))
        Write it from the code, fill the rows that are there in batches, and then:
        \(alteration.alter("ADD CONSTRAINT \(check) CHECK (\(name.shown) IS NOT NULL) NOT VALID"))
        \(alteration.alter("VALIDATE CONSTRAINT \(check)"))
        \(alteration.alter("ALTER COLUMN \(name.shown) SET NOT NULL"))
        A constant DEFAULT does as well, where there is a value that is right for the old rows.
        """,
      confidence: isSure ? nil : .medium)
  }
}

extension Node {
  /// Whether a column definition gives the rows that are there a value other than NULL.
  fileprivate var fillsItself: Bool {
    if let value = constraint(.sqlDefault)?.child(Role.value) { return value.kind != .sqlNull }
    return constraint(.sqlGenerated) != nil || constraint(.sqlIdentity) != nil
      || child(Role.type).flatMap { SQLType($0) }?.isSerial == true
  }
}
