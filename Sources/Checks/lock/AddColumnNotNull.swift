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
    context.report(
      action, at: alteration.moment,
      "\(name.shown) is NOT NULL and has no default: the migration fails as soon as \(alteration.shown) has a row, and "
        + "code that does not know the column cannot insert any more.",
      help: (alteration.steps(adding: column, of: action)
        + ["A constant DEFAULT does as well, where there is a value that is right for the old rows."])
        .joined(separator: "\n"),
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
