import Checks
import Syntax

/// The report for people: one clickable line a finding, in the default form with source, reason and cure below it.
public struct TextReport {
  private let run: RunResult
  private let show: Severity
  private let style: TextStyle
  private let rules: [String: Rule]

  /// - Parameter show: the lowest severity that is shown.
  public init(_ run: RunResult, show: Severity, style: TextStyle) {
    self.run = run
    self.show = show
    self.style = style
    rules = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
  }

  /// `path:line:column: severity: message [rule]`, a finding a line, nothing else.
  public func concise() -> [UInt8] {
    var output = TextOutput(style)
    for file in run.files {
      guard let source = file.source else { continue }
      var lines: LineMap?
      for finding in file.findings where finding.severity >= show {
        let map = lines ?? LineMap(source.bytes)
        lines = map
        writeHeader(finding, file, map, to: &output)
      }
    }
    return output.bytes
  }

  /// The same lines, each with its source, why it hurts (said once a rule) and what to do (not repeated
  /// for neighbours that need the same).
  public func full() -> [UInt8] {
    var output = TextOutput(style)
    var explained: Set<String> = []
    for file in run.files {
      guard let source = file.source else { continue }
      let shown = file.findings.filter { $0.severity >= show }
      if shown.isEmpty { continue }
      let lines = LineMap(source.bytes)
      let frame = Frame(source, lines, redactions: file.redactions)
      var previous: Finding?
      for finding in shown {
        writeHeader(finding, file, lines, to: &output)
        write(finding, frame, to: &output)
        let rule = rules[finding.rule]
        if explained.insert(finding.rule).inserted, let rule {
          writeParagraph("why", rule.incidentStory, to: &output)
        }
        if previous?.rule != finding.rule || previous?.help != finding.help {
          writeParagraph("fix", finding.help, to: &output)
        }
        previous = finding
        output.endLine()
      }
      for omission in file.omitted where omission.count(atLeast: show) > 0 {
        write(omission, file, to: &output)
        output.endLine()
      }
    }
    return output.bytes
  }

  /// What is not in the report, for formats that have no place for it: a line a file and rule, or nothing.
  public func omissions() -> [UInt8] {
    var output = TextOutput(style)
    for file in run.files {
      for omission in file.omitted where omission.count(atLeast: show) > 0 { write(omission, file, to: &output) }
    }
    return output.bytes
  }

  private func write(_ omission: FileResult.Omission, _ file: FileResult, to output: inout TextOutput) {
    output.add(file.path.text, .bold)
    output.add(": \(omission.count(atLeast: show)) more of \(omission.rule) in this file")
    output.endLine()
  }

  private func writeHeader(
    _ finding: Finding, _ file: FileResult, _ lines: LineMap, to output: inout TextOutput
  ) {
    let position = lines.position(at: finding.range.start)
    output.add("\(file.path.text):\(position.line):\(position.column):", .bold)
    output.add(" ")
    output.add("\(finding.severity):", .init(finding.severity))
    output.add(" ")
    output.add(finding.message, .bold)
    output.add(" ")
    output.add("[\(finding.rule)]", .dim)
    output.endLine()
  }

  private func write(_ finding: Finding, _ frame: Frame, to output: inout TextOutput) {
    var marks = [Frame.Mark(range: finding.range, label: "", isPrimary: true)]
    marks += finding.related.map { Frame.Mark(range: $0.range, label: $0.message, isPrimary: false) }
    frame.write(marks, .init(finding.severity), to: &output)
  }

  private func writeParagraph(_ title: String, _ text: String, to output: inout TextOutput) {
    let lines = wrapped(text, width: style.width - 7)
    output.add("  \(title):", .good)
    // Code begins on a line of its own.
    if lines.first?.first == " " { output.endLine() } else { output.add(" ") }
    for (index, line) in lines.enumerated() {
      if index > 0 && !line.isEmpty || line.first == " " { output.add("       ") }
      output.add(line)
      output.endLine()
    }
    if lines.isEmpty { output.endLine() }
  }
}

extension Rule {
  /// The first paragraph of `why`; `premortem explain` prints the rest.
  fileprivate var incidentStory: String {
    var lines: [Substring] = []
    for line in why.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) { break }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
