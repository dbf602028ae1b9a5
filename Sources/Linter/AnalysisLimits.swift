import Analysis
import Checks
import Syntax

extension Linter {
  /// Where checks came to a bound. To be asked when they have run.
  func limitFindings(_ unit: Unit) -> [Finding] {
    guard unit.source.language != .sql, let rule = rules.first(where: { $0.id == "meta/analysis-limit" }),
      let limits = unit.names?.limits
    else { return [] }
    return limits.map { limit in
      let message =
        switch limit.cause {
        case .paths: "Too many paths lead through this: not all were followed, and what it leaks may be missed."
        case .text: "This string has too many parts: not all were followed, and SQL in it may be missed."
        case .containers: "Too many containers or places that fill them: not all were judged, and a growing one may be missed."
        }
      return Finding(rule, unit.source, limit.range, message)
    }
  }
}
