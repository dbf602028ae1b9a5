import Analysis
import Syntax

extension LiveAlteration {
  /// The lines of a help that adds a column, with all that its definition asks for, without a long blocking lock: the
  /// bare column first, then its values, then each constraint by itself.
  func steps(adding column: Node, of action: Node) -> [String] {
    guard let name = column.child(Role.name), let columnName = SQLName(name)?.name else {
      return ["Add the column alone, fill it in batches, and add each constraint in a step of its own."]
    }
    let type = column.child(Role.type)
    let known = type.flatMap { SQLType($0) }
    let value = column.constraint(.sqlDefault)?.child(Role.value)
    let isSerial = known?.isSerial ?? false
    let identity = column.constraint(.sqlIdentity)
    let generated = column.constraint(.sqlGenerated).flatMap { $0.has(.stored) ? $0 : nil }
    let computedDefault = value.flatMap { moment.volatility(of: $0).volatility == .stable ? nil : $0 }
    let key = column.constraint(.sqlPrimaryKey)
    let isKeptFilled = value != nil && value?.kind != .sqlNull && computedDefault == nil
    let hasNotNull = column.constraint(.sqlNotNull) != nil
    let needsNotNull = isSerial || identity != nil || key != nil || hasNotNull
    let isNotNullAtOnce = hasNotNull && isKeptFilled

    // The column by itself.
    var dropped = column.children.filter { constraint in
      guard constraint.role == .constraint else { return false }
      switch constraint.kind {
      case .sqlCheck: return !constraint.has(.notValid)
      case .sqlUnique, .sqlPrimaryKey, .sqlForeignKey, .sqlIdentity: return true
      case .sqlNotNull: return !isKeptFilled
      case .sqlDefault: return computedDefault != nil
      case .sqlGenerated: return constraint == generated
      default: return false
      }
    }.map { (node: $0, text: "") }
    if isSerial, let type, let known { dropped.append((type, known.underlyingInteger)) }
    let ifNotExists = action.has(.ifNotExists) ? "IF NOT EXISTS " : ""
    var lines = [alter("ADD COLUMN \(ifNotExists)\(column.code(replacing: dropped))")]

    // Its values.
    if isSerial || identity != nil {
      lines += numbering(name, columnName, isSerial ? known?.underlyingInteger : type?.code(), identity)
    } else if let computedDefault {
      lines.append(alter("ALTER COLUMN \(name.code()) SET DEFAULT \(computedDefault.code())"))
    }
    if let generated {
      lines += [
        "Keep it up to date with a BEFORE INSERT OR UPDATE trigger that sets NEW.\(name.code()) := "
          + "\(generated.child(Role.value)?.code() ?? "...");",
        "then fill the rows that are there in batches. Where it is only read, compute it in a view, or index the",
        "expression; from PostgreSQL 18 on a VIRTUAL column costs nothing to add.",
      ]
    } else if isSerial || identity != nil || computedDefault != nil {
      lines.append("Then fill the rows that are there in batches, each in a transaction of its own.")
    } else if needsNotNull, !isKeptFilled || key != nil {
      lines.append("Write it from the code and fill the rows that are there in batches.")
    }

    // What has to hold for them.
    var names: Set<String> = []
    var isValidated = false
    for constraint in column.children where constraint.role == .constraint {
      guard let definition = tableForm(of: constraint, name) else { continue }
      let suffix = constraint.kind == .sqlCheck ? "check" : "fkey"
      var made = constraint.child(Role.name)?.code() ?? derivedName([columnName], suffix)
      var count = 0
      while names.contains(made), count < 100 {
        count += 1
        made = derivedName([columnName], suffix + String(count))
      }
      names.insert(made)
      lines += [alter("ADD CONSTRAINT \(made) \(definition) NOT VALID"), alter("VALIDATE CONSTRAINT \(made)")]
      isValidated = true
    }
    if needsNotNull, !isNotNullAtOnce {
      let check = derivedName([columnName], "not_null")
      lines += [
        alter("ADD CONSTRAINT \(check) CHECK (\(name.code()) IS NOT NULL) NOT VALID"),
        alter("VALIDATE CONSTRAINT \(check)"),
        alter("ALTER COLUMN \(name.code()) SET NOT NULL"),
        alter("DROP CONSTRAINT \(check)"),
      ]
      isValidated = true
    }
    let keys = column.children.filter { $0.kind == .sqlUnique || $0.kind == .sqlPrimaryKey }
    for key in keys { lines += keySteps(key, [name]) }
    if let identity {
      lines.append(
        "At last, where it shall be an identity: DROP DEFAULT, then ADD \(identity.code(behind: identity.nameEnd)),\n"
          + "but with START WITH a number above all that are there.")
    }
    if isValidated { lines.append("Each VALIDATE belongs into a transaction of its own.") }
    if !keys.isEmpty { lines += indexApart }
    if !apart.isEmpty, keys.isEmpty { lines.append(String(apart.dropFirst())) }
    return lines
  }

  /// A sequence that numbers new rows at once; the old ones are filled from it.
  private func numbering(_ name: Node, _ columnName: String, _ type: String?, _ identity: Node?) -> [String] {
    // It has to be in the schema of its table.
    let schema = table.schema.map { $0.asIdentifier + "." } ?? ""
    let sequence = schema + derivedName([columnName], "seq")
    let options = identity.flatMap { identity -> String? in
      guard let open = identity.token("("), identity.token("SEQUENCE") == nil, identity.token("OWNED") == nil else {
        return nil
      }
      return " " + identity.code(behind: open).dropLast()
    }
    return [
      "  CREATE SEQUENCE \(sequence)\(type.map { " AS " + $0 } ?? "")\(options ?? "") OWNED BY \(shown).\(name.code());",
      alter("ALTER COLUMN \(name.code()) SET DEFAULT nextval(\(sequence.asLiteral))"),
    ]
  }

  /// The CHECK or foreign key of a column as one of the table, without its name.
  private func tableForm(of constraint: Node, _ column: Node) -> String? {
    guard !constraint.has(.notValid) else { return nil }
    switch constraint.kind {
    case .sqlCheck: return constraint.code(behind: constraint.nameEnd)
    case .sqlForeignKey: return "FOREIGN KEY (\(column.code())) \(constraint.code(behind: constraint.nameEnd))"
    default: return nil
    }
  }
}

extension Node {
  /// The last token of `CONSTRAINT name`, or the one before the definition.
  fileprivate var nameEnd: Int { child(Role.name)?.lastToken ?? firstToken - 1 }
}
