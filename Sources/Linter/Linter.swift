import Checks
import Matching
import Syntax

/// A file to its findings. It opens nothing and knows no other file.
public struct Linter: Sendable {
  private let checks: CheckSet
  /// The rules that are on.
  public let rules: [Rule]
  private let heedsSuppressions: Bool
  /// With all detectors: a secret that is not reported must not be printed in the frame of another finding either.
  private let secrets: SecretScanner
  private let ruleIDs: Set<String>

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
    secrets = SecretScanner(Rulebook.rules)
    ruleIDs = Set(rules.map(\.id))
  }

  /// Checks one source.
  public func lint(_ source: Source) -> FileResult {
    lint(source, path: FilePath(source.path), Matcher())
  }

  /// - Parameter path: the source's path where that is no valid UTF-8.
  func lint(_ source: Source, path: FilePath, _ matcher: borrowing Matcher) -> FileResult {
    let unit = Parsing.unit(source)
    let scan = secrets.scan(source, tree: unit.tree, matcher: matcher)
    var findings = checks.run(on: unit) + scan.findings.filter { ruleIDs.contains($0.rule) }
    findings += syntaxFindings(unit) + limitFindings(unit)
    var result = FileResult(path: path, language: source.language)
    result.isUnderstood = unit.tree?.errors.isEmpty ?? true
    result.redactions = (findings + scan.findings).flatMap(\.redactions)
    let redaction = Redaction(source, result.redactions)
    if !redaction.isEmpty {
      result.redactions += redaction.ranges(in: source)
      findings = findings.map { redaction.masked($0) }
    }
    result.problems = scan.failures.map { failure in
      let line = LineMap(source.bytes).line(at: failure.range.start)
      return Problem(path, "line \(line): gave up looking for \(failure.rule): \(failure.error)")
    }
    findings = Self.unique(findings)
    if heedsSuppressions {
      var suppressions = Suppressions(unit)
      let before = findings.count
      findings.removeAll { suppressions.take($0) }
      result.suppressedCount = before - findings.count
      findings = Self.unique(findings + suppressions.findings(source, active: rules))
    }
    (result.findings, result.omitted) = Self.limited(findings)
    if !result.findings.isEmpty { result.source = source }
    return result
  }

  /// What the grammar did not understand. The first error of a line stands for the others.
  private func syntaxFindings(_ unit: Unit) -> [Finding] {
    guard let tree = unit.tree, !tree.errors.isEmpty else { return [] }
    guard let rule = rules.first(where: { $0.id == "meta/syntax-error" }) else { return [] }
    let lines = LineMap(unit.source.bytes)
    var seen: Set<Int> = []
    return tree.errors.compactMap { error in
      guard seen.insert(lines.line(at: error.range.start)).inserted else { return nil }
      var finding = Finding(rule, unit.source, error.range, error.message)
      // A person mistypes; only who wants to hide something, or a generator, nests this deep.
      if error.kind == .tooDeep { finding.severity = .warning }
      return finding
    }
  }

  /// In the order of the report, each rule once at one place.
  private static func unique(_ findings: [Finding]) -> [Finding] {
    let sorted = findings.sorted {
      ($0.range.start, $0.range.end, $0.rule, $1.severity) < ($1.range.start, $1.range.end, $1.rule, $0.severity)
    }
    var unique: [Finding] = []
    for finding in sorted where unique.last?.rule != finding.rule || unique.last?.range != finding.range {
      unique.append(finding)
    }
    return unique
  }

  /// At most so many findings of a rule, the most severe ones, and how many were left out.
  private static func limited(_ findings: [Finding]) -> ([Finding], [FileResult.Omission]) {
    guard findings.count > findingLimit else { return (findings, []) }
    var byRule: [String: [Int]] = [:]
    for (index, finding) in findings.enumerated() { byRule[finding.rule, default: []].append(index) }
    var left: Set<Int> = []
    var omissions: [FileResult.Omission] = []
    for (rule, indices) in byRule where indices.count > findingLimit {
      let bySeverity = indices.sorted {
        (findings[$1].severity, $0) < (findings[$0].severity, $1)
      }
      let omitted = bySeverity.dropFirst(findingLimit)
      left.formUnion(omitted)
      let counts = Dictionary(omitted.map { (findings[$0].severity, 1) }, uniquingKeysWith: +)
      omissions.append(.init(rule: rule, counts: counts))
    }
    let kept = findings.indices.filter { !left.contains($0) }.map { findings[$0] }
    return (kept, omissions.sorted { $0.rule < $1.rule })
  }
}
