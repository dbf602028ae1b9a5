import Checks
import Syntax

/// The report for programs. Lines and columns are 1-based, columns count Unicode scalars, offsets bytes; an end is the
/// place after the last character.
public struct JSONReport {
  /// Rises when a reader of the format has to change.
  public static let formatVersion = 1

  private let run: RunResult
  private let show: Severity
  private let version: String

  public init(_ run: RunResult, show: Severity, version: String) {
    self.run = run
    self.show = show
    self.version = version
  }

  /// One object.
  public func document() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("version", Self.formatVersion)
      $0.object("tool") {
        $0.member("name", "premortem")
        $0.member("version", version)
      }
      $0.object("summary", writeSummary)
      $0.array("findings", findings) { write($1, &$0) }
      $0.array("omitted", omissions) { writer, entry in
        writer.object {
          $0.member("path", entry.path)
          $0.member("rule", entry.omission.rule)
          $0.member("count", entry.omission.count(atLeast: show))
        }
      }
      $0.array("problems", run.problems) { writer, problem in
        writer.object {
          if let path = problem.path { $0.member("path", path.text) }
          $0.member("message", problem.message)
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  /// A finding a line.
  public func lines() -> [UInt8] {
    var bytes: [UInt8] = []
    for finding in findings {
      var writer = JSONWriter(isIndented: false)
      write(finding, &writer)
      writer.endLine()
      bytes += writer.bytes
    }
    return bytes
  }

  private struct Entry {
    let finding: Finding
    let path: String
    let lines: LineMap
  }

  private var findings: [Entry] {
    run.files.flatMap { file -> [Entry] in
      let shown = file.findings.filter { $0.severity >= show }
      guard let source = file.source, !shown.isEmpty else { return [] }
      let lines = LineMap(source.bytes)
      return shown.map { Entry(finding: $0, path: file.path.text, lines: lines) }
    }
  }

  private var omissions: [(path: String, omission: FileResult.Omission)] {
    run.files.flatMap { file in
      file.omitted.filter { $0.count(atLeast: show) > 0 }.map { (file.path.text, $0) }
    }
  }

  private func write(_ entry: Entry, _ writer: inout JSONWriter) {
    let finding = entry.finding
    writer.object {
      $0.member("rule", finding.rule)
      $0.member("severity", "\(finding.severity)")
      $0.member("confidence", "\(finding.confidence)")
      $0.member("path", entry.path)
      write(finding.range, entry.lines, &$0)
      $0.member("message", finding.message)
      $0.member("help", wrapped(finding.help, width: .max).joined(separator: "\n"))
      $0.array("related", finding.related) { writer, related in
        writer.object {
          write(related.range, entry.lines, &$0)
          $0.member("message", related.message)
        }
      }
      $0.array("edits", finding.edits) { writer, edit in
        writer.object {
          write(edit.range, entry.lines, &$0)
          $0.member("replacement", edit.replacement)
          $0.member("safe", edit.isSafe)
        }
      }
    }
  }

  private func write(_ range: TextRange, _ lines: LineMap, _ writer: inout JSONWriter) {
    for (name, offset) in [("start", range.start), ("end", range.end)] {
      let position = lines.position(at: offset)
      writer.object(name) {
        $0.member("line", position.line)
        $0.member("column", position.column)
        $0.member("offset", Int(offset))
      }
    }
  }

  private func writeSummary(_ writer: inout JSONWriter) {
    writer.member("files", run.files.count)
    writer.object("languages") { writer in
      for language in Language.allCases {
        let number = run.files.count { $0.language == language }
        if number > 0 { writer.member(language.rawValue, number) }
      }
    }
    writer.object("skipped") { writer in
      for (reason, number) in run.skipped.sorted(by: { $0.key < $1.key }) {
        writer.member(reason.rawValue, number)
      }
    }
    writer.member("rules", run.rules.count)
    for severity in Severity.allCases.reversed() {
      writer.member("\(severity)s", run.files.reduce(0) { $0 + $1.count(severity) })
    }
    writer.member("suppressed", run.files.reduce(0) { $0 + $1.suppressedCount })
    writer.member("notFullyParsed", run.files.count { !$0.isUnderstood })
  }
}
