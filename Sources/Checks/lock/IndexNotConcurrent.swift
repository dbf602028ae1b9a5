import Syntax

enum IndexNotConcurrent {
  static let kinds: [NodeKind] = [.sqlCreateIndex]

  static func check(_ index: Node, _ context: inout Context) {
    guard !index.has(.concurrently), let table = index.child(.table) else { return }
    context.report(
      index,
      "Building this index blocks every write to \(table.text) until it is done.",
      help: "Use CREATE INDEX CONCURRENTLY, in a migration that runs outside a transaction.")
  }
}
