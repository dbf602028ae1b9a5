import Analysis
import Syntax

enum UnclosedCursor {
  static let kinds: [NodeKind] = [.module]

  static func check(_ module: Node, _ context: inout Context) {
    for leak in context.unit.leaks where leak.acquisition.resource.category == .cursor {
      guard case .neverReleased(let end) = leak.kind, !isOnLocalConnection(leak, context.unit) else { continue }
      let report = LeakReport(leak)
      context.report(
        leak.acquisition.call, report.message, help: report.help,
        severity: holdsServerSide(leak.acquisition.call) && !context.unit.isTest ? .warning : .note,
        related: end.map { [($0, "the function ends here")] } ?? [])
    }
  }

  /// The cursor goes with a connection that the function itself has taken.
  private static func isOnLocalConnection(_ leak: Leak, _ unit: Unit) -> Bool {
    guard let object = leak.acquisition.call.child(.callee)?.child(.object), let names = unit.names,
      let symbol = names.symbol(object)
    else { return false }
    return symbol.scope.function?.node == leak.function
  }

  /// Cursors that the server keeps: PostgreSQL's with hold, MySQL's that stream.
  private static func holdsServerSide(_ call: Node) -> Bool {
    call.children(NodeKind.argument).contains { argument in
      guard let value = argument.child(.value) else { return false }
      if argument.child(Role.name)?.isText("withhold") == true { return value.isText("True") }
      return ["SSCursor", "SSDictCursor"].contains { value.isText($0) || value.text.hasSuffix(".\($0)") }
    }
  }
}
