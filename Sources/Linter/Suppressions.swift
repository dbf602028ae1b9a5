import Checks
import Syntax

/// The comments of a file that take findings away, and what each of them took.
struct Suppressions {
  /// One name in one comment.
  private struct Entry {
    let name: String
    let range: TextRange
    var isUsed = false
  }

  private var entries: [Entry] = []
  /// Comments that name nothing.
  private var bare: [TextRange] = []
  /// Entries by what they are for and what they name, the first of equal ones.
  private var byScope: [SuppressionScope: [String: Int]] = [:]
  /// Scopes that reach into a line.
  private var byLine: [Int: [SuppressionScope]] = [:]
  private var lines: LineMap?
  private let hasGrammar: Bool

  init(_ unit: Unit) {
    hasGrammar = unit.tree != nil
    let comments = SuppressionComment.all(in: unit.source.bytes)
    let queries = unit.queries.filter { $0.text.bytes.contains(UInt8(ascii: ":")) }
      .map { ($0, SuppressionComment.all(in: $0.text.bytes)) }.filter { !$0.1.isEmpty }
    guard !comments.isEmpty || !queries.isEmpty else { return }
    let lines = LineMap(unit.source.bytes)
    self.lines = lines
    let places = comments.isEmpty ? nil : unit.tree.map { CommentPlaces($0, lines) }
    for comment in comments {
      let scopes = places?.scopes(of: comment) ?? SuppressionScope.scopes(of: comment, in: unit.source, lines)
      add(comment, scopes) { $0 }
    }
    for (query, comments) in queries {
      let places = CommentPlaces(query.tree, LineMap(query.text.bytes))
      for comment in comments { add(comment, places.scopes(of: comment), query.text.hostRange) }
    }
  }

  private mutating func add(
    _ comment: SuppressionComment, _ scopes: [SuppressionScope], _ host: (TextRange) -> TextRange
  ) {
    guard !scopes.isEmpty else { return }
    if comment.selectors.isEmpty { bare.append(host(comment.range)) }
    for selector in comment.selectors {
      entries.append(Entry(name: selector.name, range: host(selector.range)))
      for scope in scopes {
        let mapped: SuppressionScope =
          switch scope {
          case .file: .file
          case .line(let range): .line(host(range))
          case .statement(let range): .statement(host(range))
          }
        register(mapped, entries.count - 1)
      }
    }
  }

  private mutating func register(_ scope: SuppressionScope, _ entry: Int) {
    let isNew = byScope[scope] == nil
    let name = entries[entry].name
    if byScope[scope]?[name] == nil { byScope[scope, default: [:]][name] = entry }
    guard isNew, let lines else { return }
    switch scope {
    case .file: break
    case .line(let range), .statement(let range):
      for line in lines.line(at: range.start)...lines.line(at: range.end) {
        byLine[line, default: []].append(scope)
      }
    }
  }

  /// Whether a comment takes the finding away, at its own place or at one that it points to; remembers that it did.
  mutating func take(_ finding: Finding) -> Bool {
    guard let lines else { return false }
    let places = [finding.range] + finding.related.map(\.range)
    var scopes: Set<SuppressionScope> = [.file]
    for place in places {
      scopes.formUnion(byLine[lines.line(at: place.start)] ?? [])
      scopes.formUnion(byLine[lines.line(at: place.end)] ?? [])
    }
    let names = [finding.rule, String(finding.rule.prefix { $0 != "/" })]
    var isTaken = false
    for scope in scopes where places.contains(where: scope.holds) {
      for name in names {
        guard let index = byScope[scope]?[name] else { continue }
        entries[index].isUsed = true
        isTaken = true
      }
    }
    return isTaken
  }

  /// What is wrong with the comments themselves. Nothing without a grammar, which tells comments from texts about them.
  ///
  /// - Parameter active: the rules that ran.
  func findings(_ source: Source, active: [Rule]) -> [Finding] {
    guard lines != nil, hasGrammar else { return [] }
    var findings: [Finding] = []
    let unknown = active.first { $0.id == "meta/unknown-rule" }
    let unused = active.first { $0.id == "meta/unused-suppression" }
    if let unknown {
      for range in bare {
        findings.append(Finding(unknown, source, range, "This comment names no rule, so it hides nothing."))
      }
    }
    let names = Set(entries.lazy.filter { !$0.isUsed }.map(\.name))
    let strange = names.filter { Rulebook.rule($0) == nil && !Rulebook.incidents.contains($0) }
    let reportable = names.filter { couldReport($0, source.language, active) }
    // Looking for the nearest name takes time: nobody mistypes a thousand rules.
    let nearest = Dictionary(uniqueKeysWithValues: strange.sorted().prefix(50).map { ($0, UnknownRule($0).suggestion) })
    for entry in entries where !entry.isUsed {
      if let unknown, ["all", "default"].contains(entry.name) {
        let message = "Name the rules or classes: \(entry.name) is too broad, so this comment hides nothing."
        findings.append(Finding(unknown, source, entry.range, message))
      } else if let unknown, strange.contains(entry.name) {
        let hint = nearest[entry.name].flatMap(\.self).map { " Did you mean \($0)?" } ?? ""
        findings.append(
          Finding(unknown, source, entry.range, "No rule or class is named \(entry.name).\(hint)"))
      } else if let unused, reportable.contains(entry.name) {
        findings.append(Finding(unused, source, entry.range, "\(entry.name) finds nothing here."))
      }
    }
    return findings
  }

  private func couldReport(_ name: String, _ language: Language, _ active: [Rule]) -> Bool {
    active.contains { ($0.id == name || $0.incident == name) && $0.languages.contains(language) }
  }
}

extension SuppressionScope {
  fileprivate func holds(_ range: TextRange) -> Bool {
    switch self {
    case .file: true
    case .statement(let scope): scope.start <= range.start && range.start < max(scope.end, scope.start + 1)
    case .line(let scope):
      (scope.start <= range.start && range.start <= scope.end) || (scope.start < range.end && range.end <= scope.end)
    }
  }
}

extension Finding {
  /// A finding of the linter itself.
  init(_ rule: Rule, _ source: Source, _ range: TextRange, _ message: String) {
    self.init(
      rule: rule.id, severity: rule.severity, confidence: rule.confidence, path: source.path, range: range,
      message: message, help: rule.fix)
  }
}
