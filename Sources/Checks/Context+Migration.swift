import Analysis
import Syntax

extension Context {
  /// What is known before the node's statement runs; nil where the SQL is not for PostgreSQL.
  func moment(at node: Node) -> Moment? {
    isForPostgres ? unit.migration.moment(at: node) : nil
  }

  /// Whether PostgreSQL gets the SQL that is being checked.
  var isForPostgres: Bool {
    unit.dialect == .postgres && !(query.map { unit.isForOtherDatabase($0) } ?? false)
  }

  /// Reports a statement of a migration. On the way back it is a note: that runs by hand, on a bad day, or never. So it
  /// is in a test, whose tables nobody else uses.
  mutating func report(
    _ node: Node, at moment: Moment, _ message: String, help: String, severity: Severity? = nil,
    confidence: Confidence? = nil, related: [(node: Node, message: String)] = [],
    edits: [Finding.Edit] = []
  ) {
    report(
      node, message, help: help, severity: moment.undoes || unit.isTest ? .note : severity, confidence: confidence,
      related: related, edits: edits)
  }

  /// An edit that puts text behind a token of the node's tree.
  func insertion(_ text: String, afterToken token: Int, in tree: Tree, isSafe: Bool) -> Finding.Edit {
    let end = location(of: tree.range(ofToken: token), in: tree).end
    return Finding.Edit(TextRange(end, end), text, isSafe: isSafe)
  }
}

/// An ALTER TABLE action on a table that the application may be using.
struct LiveAlteration {
  let table: SQLName
  /// The table as the user wrote it.
  let shown: String
  let statement: Node
  let moment: Moment

  /// nil for a table that is new, temporary or not known, and on other databases.
  init?(_ action: Node, _ context: Context) {
    guard let statement = action.parent, statement.kind == .sqlAlterTable,
      let node = statement.child(.table), let table = SQLName(node),
      let moment = context.moment(at: action), !moment.isCreatedHere(table)
    else { return nil }
    self.table = table
    self.shown = node.shown
    self.statement = statement
    self.moment = moment
  }

  /// `ALTER TABLE orders` and what follows, as a line of code in a help.
  func alter(_ rest: String) -> String { "  ALTER TABLE \(shown) \(rest);" }

  /// A name for a constraint or index on the table, as PostgreSQL would make it, with quotes where it needs them.
  func derivedName(_ columns: [String], _ suffix: String) -> String {
    ([table.name] + columns + [suffix]).joined(separator: "_").asIdentifier
  }

  /// The steps that build a UNIQUE or PRIMARY KEY constraint beside the writes, from its definition.
  func keySteps(_ key: Node, _ columns: [Node]) -> [String] {
    let isPrimary = key.kind == .sqlPrimaryKey
    let name = key.child(Role.name)?.code()
      ?? derivedName(isPrimary ? [] : columns.compactMap { SQLName($0)?.name }, isPrimary ? "pkey" : "key")
    let definition = KeyDefinition(key)
    let shownColumns = columns.map { $0.code() }.joined(separator: ", ")
    return [
      "  CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(shown) (\(shownColumns))\(definition.indexParameters);",
      alter("ADD CONSTRAINT \(name) \(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX \(name)\(definition.attributes)"),
    ]
  }

  /// Sentence that ends a help where an index is built CONCURRENTLY inside of a transaction.
  var indexApart: [String] {
    moment.transaction.map { ["The index cannot be built in \($0.description): \($0.wayOut)."] } ?? []
  }

  /// Sentence that ends a help where the statements must not share a transaction.
  var apart: String {
    moment.transaction.map { "\nNot in \($0.description): a lock is kept until it ends." } ?? ""
  }
}

extension Node {
  /// The node's text on one line, with an ellipsis for what is not known.
  var shown: String {
    var result = ""
    var isSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isSpace = !result.isEmpty
        continue
      }
      if isSpace { result += " " }
      isSpace = false
      result += scalar.value == UInt32(EmbeddedText.hole) ? "..." : String(scalar)
    }
    return result
  }

  /// The node's text without the parentheses around it.
  var bareText: String { has(.parenthesized) ? text.unparenthesized : text }

  /// The first of the node's tokens that is this word.
  func token(_ word: String) -> Int? {
    (firstToken..<max(lastToken + 1, firstToken)).first {
      tree.source.text(tree.range(ofToken: $0)).uppercased() == word
    }
  }

  /// The node's text on one line with a word put behind one of its tokens.
  func shown(with word: String, afterToken token: Int) -> String {
    let end = tree.range(ofToken: token).end
    let head = tree.source.text(TextRange(range.start, end))
    let tail = tree.source.text(TextRange(end, range.end))
    return (head + " " + word + tail).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing(EmbeddedText.hole)
  }

  /// The constraint of a kind in a column's definition.
  func constraint(_ kind: NodeKind) -> Node? {
    children.first { $0.role == .constraint && $0.kind == kind }
  }
}

extension String {
  /// Without one pair of parentheses around it, where it has one.
  var unparenthesized: String {
    guard hasPrefix("("), hasSuffix(")") else { return self }
    var depth = 0
    for (place, character) in zip(indices, self) {
      if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
      if depth == 0, place != index(before: endIndex) { return self }
    }
    return String(dropFirst().dropLast())
  }

  var inParentheses: String { "(\(unparenthesized))" }

  fileprivate func replacing(_ hole: UInt8) -> String {
    split(separator: Character(UnicodeScalar(hole)), omittingEmptySubsequences: false).joined(separator: "...")
  }
}
