import Checks
import Syntax

/// The report as SARIF 2.1.0, with everything that GitHub code scanning reads and nothing that it refuses.
public struct SARIFReport {
  private let run: RunResult
  private let show: Severity
  private let version: String
  private let base: SourceURI
  private let ruleIndex: [String: Int]

  /// GitHub refuses an upload with more results in a run.
  private static let resultLimit = 25_000

  /// - Parameters:
  ///   - show: the lowest severity that is reported.
  ///   - workingDirectory: absolute; what relative paths are relative to.
  ///   - root: absolute; paths below it become relative to it.
  public init(
    _ run: RunResult, show: Severity, version: String, workingDirectory: FilePath?, root: FilePath?
  ) {
    self.run = run
    self.show = show
    self.version = version
    base = SourceURI(workingDirectory: workingDirectory, root: root ?? workingDirectory)
    let ids = run.rules.enumerated().map { ($0.element.id, $0.offset) }
    ruleIndex = Dictionary(ids) { first, _ in first }
  }

  public func bytes() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      $0.member("version", "2.1.0")
      $0.array("runs", [run]) { writer, _ in writer.object(writeRun) }
    }
    writer.endLine()
    return writer.bytes
  }

  private func writeRun(_ writer: inout JSONWriter) {
    writer.object("tool") {
      $0.object("driver") {
        $0.member("name", "premortem")
        $0.member("semanticVersion", version)
        $0.array("rules", run.rules) { SARIFRule.write($1, &$0) }
      }
    }
    let files = limited()
    writer.array("invocations", [run]) { writer, _ in writeInvocation(&writer) }
    writer.member("columnKind", "utf16CodeUnits")
    if files.contains(where: { $0.findings.contains { !$0.redactions.isEmpty } }) {
      writer.array("redactionTokens", ["…"]) { $0.string($1) }
    }
    writer.array("results", files.flatMap(results)) { $1.write(&$0) }
  }

  /// The files with the findings to report: the most severe ones where there are too many.
  private func limited() -> [FileResult] {
    var left = Self.resultLimit
    var kept: [[Finding]] = run.files.map { _ in [] }
    for severity in Severity.allCases.reversed() where severity >= show {
      for (index, file) in run.files.enumerated() {
        let findings = file.findings.filter { $0.severity == severity }.prefix(left)
        kept[index] += findings
        left -= findings.count
      }
    }
    return zip(run.files, kept).map { file, findings in
      var file = file
      file.findings = findings.sorted { ($0.range.start, $0.rule) < ($1.range.start, $1.rule) }
      return file
    }
  }

  private func results(_ file: FileResult) -> [SARIFResult] {
    guard let source = file.source, !file.findings.isEmpty else { return [] }
    let lines = LineMap(source.bytes)
    let hashes = LineHash.all(in: source.bytes)
    let uri = base.text(file.path)
    return file.findings.map { finding in
      let line = lines.line(at: finding.range.start)
      let index = ruleIndex[finding.rule]
      return SARIFResult(
        finding: finding, rule: index.map { run.rules[$0] }, ruleIndex: index, uri: uri, lines: lines,
        lineHash: line <= hashes.count ? hashes[line - 1] : nil)
    }
  }

  // MARK: What was not checked

  private func writeInvocation(_ writer: inout JSONWriter) {
    writer.object {
      $0.member("executionSuccessful", run.problems.isEmpty)
      var notifications = run.problems.map { Notification(level: "error", path: $0.path, text: $0.message) }
      for (reason, number) in run.skipped.sorted(by: { $0.key < $1.key }) {
        notifications.append(Notification(level: "note", path: nil, text: "skipped \(number): \(reason.rawValue)"))
      }
      for file in run.files {
        for omission in file.omitted where omission.count(atLeast: show) > 0 {
          let text = "\(omission.count(atLeast: show)) more findings of \(omission.rule) are not in this report"
          notifications.append(Notification(level: "warning", path: file.path, text: text))
        }
        if !file.isUnderstood {
          let text = "parts of the file could not be parsed; the rest was checked"
          notifications.append(Notification(level: "note", path: file.path, text: text))
        }
      }
      let reported = run.files.reduce(0) { sum, file in sum + file.findings.count { $0.severity >= show } }
      if reported > Self.resultLimit {
        let text = "\(reported - Self.resultLimit) more findings are not in this report"
        notifications.append(Notification(level: "warning", path: nil, text: text))
      }
      $0.array("toolExecutionNotifications", notifications) { write($1, &$0) }
    }
  }

  private struct Notification {
    let level: String
    let path: FilePath?
    let text: String
  }

  private func write(_ notification: Notification, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("level", notification.level)
      $0.object("message") { $0.member("text", notification.text) }
      guard let path = notification.path else { return }
      $0.array("locations", [path]) { writer, path in
        writer.object {
          $0.object("physicalLocation") {
            $0.object("artifactLocation") {
              $0.member("uri", base.text(path))
            }
          }
        }
      }
    }
  }
}
