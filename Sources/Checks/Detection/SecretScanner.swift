import Matching
import Syntax

/// Looks for secrets in the bytes of a file, whatever its language.
///
/// One pass finds the literals of all detectors. Around each, the detector's pattern is tried on a window; what it finds
/// is held against the detector's entropy, context, checksum and validator. Where a detector is about names instead, the
/// values bound to such names are judged, from the syntax tree if there is one.
public struct SecretScanner: Sendable {
  private let detectors: [DeclaredDetector]
  private let literals: LiteralSet
  /// Whose each literal of a form is.
  private let owners: [Owner]
  private let assigned: [(kind: SecretName.Kind, detector: Int)]

  private struct Owner: Sendable {
    let detector: Int
    /// The literal if its case matters: when it has a capital.
    private let exact: [UInt8]?

    init(detector: Int, literal: String) {
      self.detector = detector
      exact = literal.utf8.contains { $0 >= 0x41 && $0 <= 0x5A } ? Array(literal.utf8) : nil
    }

    func isExactly(_ bytes: ArraySlice<UInt8>) -> Bool { exact?.elementsEqual(bytes) ?? true }
  }

  /// Looks for what those of the rules that have a detector are about.
  public init(_ rules: [Rule]) {
    detectors = rules.compactMap(DeclaredDetector.init)
    var literals: [(literal: String, id: Int)] = []
    var owners: [Owner] = []
    var assigned: [(kind: SecretName.Kind, detector: Int)] = []
    for (index, detector) in detectors.enumerated() {
      for literal in detector.literals {
        literals.append((literal: literal, id: owners.count))
        owners.append(Owner(detector: index, literal: literal))
      }
      if let kind = detector.assigned { assigned.append((kind: kind, detector: index)) }
    }
    if !assigned.isEmpty {
      for word in SecretName.marks { literals.append((literal: word, id: -1)) }
    }
    self.literals = LiteralSet(literals)
    self.owners = owners
    self.assigned = assigned
  }

  /// The secrets of one file, in the order of their places.
  ///
  /// - Parameter tree: the file's tree; without one, names and values are told by their bytes.
  public func scan(_ source: Source, tree: Tree?, matcher: borrowing Matcher) -> SecretReport {
    var hits: [LiteralSet.Hit] = []
    var marks: [Range<Int>] = []
    let bytes = source.bytes
    literals.forEachMatch(in: bytes.span) { hit in
      if hit.id < 0 { marks.append(hit.range) } else { hits.append(hit) }
    }
    var report = SecretReport()
    guard !hits.isEmpty || !marks.isEmpty else { return report }
    let place = SecretPlace(path: source.path, language: source.language)
    var candidates: [Candidate] = []
    findForms(hits, in: source, place, matcher, &candidates, &report)
    if !marks.isEmpty { findAssigned(marks, in: source, tree, place, &candidates) }
    let documentation = candidates.isEmpty ? [] : tree.map(Self.documentation) ?? []
    report.findings = Self.withoutOverlaps(candidates).map { candidate in
      var finding = finding(candidate, in: source)
      if !candidate.isIssued, Self.covers(documentation, finding.range) {
        finding.severity = .note
      }
      return finding
    }
    return report
  }

  // MARK: Forms

  struct Candidate {
    let detector: Int
    let yields: Bool
    /// Whether its checksum says that a provider issued it.
    var isIssued = false
    /// What is secret.
    let value: Range<Int>
    let severity: Severity
    let confidence: Confidence
    /// The name that the value is bound to, if that is what told it.
    var name: String?
    /// The value where it is not what stands in its range.
    var joined: [UInt8]?
  }

  private func findForms(
    _ hits: [LiteralSet.Hit], in source: Source, _ place: SecretPlace, _ matcher: borrowing Matcher,
    _ candidates: inout [Candidate], _ report: inout SecretReport
  ) {
    // Where matches of each detector may still begin: nothing is tried twice, so that the work is linear.
    var open = [Int](repeating: 0, count: detectors.count)
    for hit in hits {
      let index = owners[hit.id].detector
      guard hit.range.lowerBound >= open[index], owners[hit.id].isExactly(source.bytes[hit.range]),
        let detector = detectors[index].detector, case .form(let form) = detector.method
      else { continue }
      let start = max(hit.range.lowerBound - form.before, open[index])
      let end = min(hit.range.upperBound + form.after, source.bytes.count)
      switch matcher.firstMatch(
        of: form.pattern, in: source.bytes, window: start..<end, lastStart: hit.range.lowerBound)
      {
      case .none: open[index] = hit.range.lowerBound + 1
      case .gaveUp(let error):
        open[index] = hit.range.upperBound
        report.failures.append(
          SecretReport.Failure(
            rule: detectors[index].rule.id,
            range: TextRange(hit.range.lowerBound, hit.range.upperBound), error: error))
      case .match(let match):
        open[index] = max(match.range.upperBound, hit.range.lowerBound + 1)
        if let candidate = judge(match, of: form, detector, index, in: source, place) {
          candidates.append(candidate)
        }
      }
    }
  }

  private func judge(
    _ match: Matcher.Match, of form: Detector.Form, _ detector: Detector, _ index: Int, in source: Source,
    _ place: SecretPlace
  ) -> Candidate? {
    let range = match["secret"] ?? match.range
    let value = source.bytes[range]
    guard !value.isEmpty else { return nil }
    if form.entropy > 0, Entropy.shannon(value) < form.entropy { return nil }
    if let context = form.context {
      var isNear = false
      let near = max(range.lowerBound - 100, 0)..<range.lowerBound
      let bytes = source.bytes
      context.forEachMatch(in: bytes.span, range: near) { _ in isNear = true }
      guard isNear else { return nil }
    }
    var severity = detector.rule.severity
    var confidence = detector.rule.confidence
    if let validator = form.validator {
      switch validator.judge(match, value: range, in: source.bytes) {
      case .secret: break
      case .harmless: severity = .note
      case .nothing: return nil
      }
    } else if Lookalike.filler(of: Self.random(value)) != nil {
      return nil
    }
    let isIssued = form.checksum?.isValid(value)
    switch isIssued {
    case true?:
      severity = .error
      confidence = .high
    case false?: severity = .note
    case nil: if place.isForShow { severity = .note }
    }
    return Candidate(
      detector: index, yields: detector.yields, isIssued: isIssued ?? false, value: range, severity: severity,
      confidence: confidence)
  }

  /// Whether one of the ranges, which are in order, holds the other.
  private static func covers(_ ranges: [TextRange], _ range: TextRange) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(range)
  }

  /// Strings that are statements of their own: documentation, where examples stand.
  private static func documentation(of tree: Tree) -> [TextRange] {
    guard tree.source.language.isCode else { return [] }
    return tree.root.subtree.filter { node in
      node.kind == .expressionStatement
        && node.firstChild.map { $0.kind == .string || $0.kind == .stringConcatenation } ?? false
    }.map(\.range)
  }

  /// A token without its prefix of words, `sk_test_`: the words are no sign of a placeholder.
  private static func random(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard
      let mark = value.dropLast(12).lastIndex(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }),
      mark - value.startIndex <= 16
    else { return value }
    return value[(mark + 1)...]
  }

  // MARK: Names

  private func findAssigned(
    _ marks: [Range<Int>], in source: Source, _ tree: Tree?, _ place: SecretPlace,
    _ candidates: inout [Candidate]
  ) {
    let report: (AssignedValue) -> Candidate? = { found in
      guard let name = found.meaning.map(SecretName.init) ?? SecretName(source.bytes[found.name]),
        let owner = assigned.first(where: { $0.kind == name.kind })
      else { return nil }
      let value = found.joined.map { $0[...] } ?? source.bytes[found.value]
      let judged =
        found.meaning == .signingKey ? name.judgeSigningKey(value, in: place) : name.judge(value, in: place)
      guard let severity = judged else { return nil }
      let text = String(decoding: source.bytes[found.name], as: UTF8.self)
      let title =
        switch found.meaning {
        case .password?: "the password of \(text)"
        case .signingKey?: "the key of \(text)"
        case nil: text
        }
      let rule = detectors[owner.detector].rule
      return Candidate(
        detector: owner.detector, yields: true, value: found.value, severity: min(severity, rule.severity),
        confidence: rule.confidence, name: title, joined: found.joined)
    }
    if let tree, source.language.isCode {
      AssignedValue.forEach(in: tree) { found in if let secret = report(found) { candidates.append(secret) } }
      AssignedValue.forEachInSQL(of: tree, around: marks) { found in
        if let secret = report(found) { candidates.append(secret) }
      }
    } else {
      AssignedValue.forEach(around: marks, in: source.bytes, place) { found in
        if let secret = report(found) { candidates.append(secret) }
      }
    }
  }

  // MARK: Findings

  /// Of candidates that overlap one stays: one that does not yield rather than one that does, then the most severe, then
  /// the longest.
  private static func withoutOverlaps(_ candidates: [Candidate]) -> [Candidate] {
    let ordered = candidates.sorted { left, right in
      (left.value.lowerBound, left.value.upperBound, left.detector)
        < (right.value.lowerBound, right.value.upperBound, right.detector)
    }
    var kept: [Candidate] = []
    for candidate in ordered {
      guard let last = kept.last, last.value.overlaps(candidate.value) else {
        kept.append(candidate)
        continue
      }
      if isBetter(candidate, than: last) { kept[kept.count - 1] = candidate }
    }
    return kept
  }

  private static func isBetter(_ left: Candidate, than right: Candidate) -> Bool {
    if left.yields != right.yields { return right.yields }
    if left.severity != right.severity { return left.severity > right.severity }
    return left.value.count > right.value.count
  }

  private func finding(_ candidate: Candidate, in source: Source) -> Finding {
    let rule = detectors[candidate.detector].rule
    let impact = detectors[candidate.detector].detector?.impact ?? ""
    let value = Self.redacted(candidate.joined.map { $0[...] } ?? source.bytes[candidate.value])
    let range = TextRange(candidate.value.lowerBound, candidate.value.upperBound)
    let what =
      if let name = candidate.name { "\(name) is set to a literal, \(value)" } else {
        "\(rule.title) \(value)"
      }
    return Finding(
      rule: rule.id, severity: candidate.severity, confidence: candidate.confidence, path: source.path,
      range: range, message: impact.isEmpty ? what : "\(what): \(impact)", help: rule.fix,
      redactions: [range])
  }

  /// A value as output may show it: the first 4 characters of a long one, and its length.
  public static func redacted(_ value: ArraySlice<UInt8>) -> String {
    let text = String(decoding: value, as: UTF8.self)
    let count = text.unicodeScalars.count
    let isPlain = value.prefix(4).allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let head = count >= 16 && isPlain ? String(decoding: value.prefix(4), as: UTF8.self) : ""
    return "\(head)… (\(count) characters)"
  }
}

/// What a scan for secrets found, and where it could not look.
public struct SecretReport: Sendable {
  public var findings: [Finding] = []
  public var failures: [Failure] = []

  /// A place where a detector's pattern was given up.
  public struct Failure: Sendable {
    public let rule: String
    public let range: TextRange
    public let error: PatternError
  }
}

extension Language {
  /// Whether a secret in it stands in quotes, and names are bound to values as in programs.
  var isCode: Bool { self != .text && self != .sql }
}
