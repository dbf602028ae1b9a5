import Analysis
import Checks
import Languages
import SQL
import Syntax

/// A file to its findings. It opens nothing and knows no other file.
public struct Linter: Sendable {
  private let checks: CheckSet
  /// The rules that are on.
  public let rules: [Rule]
  private let heedsSuppressions: Bool

  /// How many findings of one rule are kept in one file. Who has more of them has one problem, not many.
  public static let findingLimit = 100

  /// - Parameters:
  ///   - rules: of the rulebook.
  ///   - heedsSuppressions: whether comments in a file may take findings away.
  public init(_ rules: [Rule], heedsSuppressions: Bool = true) {
    let byID = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    checks = CheckSet(Rulebook.checks.compactMap { check in byID[check.rule].map { (check, $0) } })
    self.rules = rules
    self.heedsSuppressions = heedsSuppressions
  }

  /// The syntax tree of a source; nil for a language without a front end.
  public static func parse(_ source: Source) -> Tree? {
    nil
  }

  /// Checks one source.
  public func lint(_ source: Source, path: FilePath? = nil) -> FileResult {
    let tree = Self.parse(source)
    let unit = Unit(source: source, tree: tree, queries: [])
    let findings = checks.run(on: unit)
    return FileResult(
      path: path ?? FilePath(source.path), language: source.language,
      source: findings.isEmpty ? nil : source, findings: findings)
  }
}
