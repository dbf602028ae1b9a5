import Checks
import Report

/// `premortem explain`: a rule, its incident, and how to write it instead.
struct ExplainCommand {
  private let ids: [String]

  init(ids: [String]) {
    self.ids = ids
  }

  func run() throws(UsageError) -> ExitCode {
    var rules: [Rule] = []
    for id in ids { rules += try Self.rules(id) }
    return StandardStreams.print(Explanation.text(rules, style: Terminal.style(.auto)))
  }

  /// The rule of an id, or the rules of a class.
  private static func rules(_ id: String) throws(UsageError) -> [Rule] {
    let named = Rulebook.rules.filter { $0.id == id || $0.incident == id }
    guard named.isEmpty else { return named }
    throw UsageError(UnknownRule(id).description, .explain)
  }
}
