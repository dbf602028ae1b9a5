import Checks
import Glibc
import Linter
import Report

/// `premortem check`: runs the rules and reports.
struct CheckCommand {
  private let options: CheckOptions

  init(_ options: CheckOptions) {
    self.options = options
  }

  func run() throws(UsageError) -> ExitCode {
    let start = Self.milliseconds()
    let linter = try linter()
    CrashGuard.install()
    let result =
      if let name = options.standardInputName {
        linter.runStandardInput(as: name, options.run)
      } else {
        linter.run(options.run)
      }
    for problem in result.problems {
      StandardStreams.complain((problem.path.map { "\($0.text): " } ?? "") + problem.message)
    }
    let style = Terminal.style(options.color)
    var report = render(options.format, result, style)
    let time = Terminal.isInteractive ? "\(Self.milliseconds() - start) ms" : nil
    let summary = Summary(result, show: options.shown).lines(time: time, style: style)
    switch options.format {
    case .full: report += summary
    case .concise: StandardStreams.complain(TextReport(result, show: options.shown, style: style).omissions() + summary)
    case .jsonl: StandardStreams.complain(TextReport(result, show: options.shown, style: style).omissions())
    case .json, .sarif: break
    }
    var worst = StandardStreams.print(report)
    for output in options.outputs {
      let bytes = render(output.format, result, TextStyle())
      if let error = OutputFile.write(bytes, to: output.path) {
        StandardStreams.complain("\(output.path.text): cannot write the report: \(error)")
        worst = .unchecked
      }
    }
    return max(worst, verdict(result))
  }

  private func linter() throws(UsageError) -> Linter {
    do {
      let rules = try Rulebook.select(options.select, ignoring: options.ignore)
      return Linter(rules, heedsSuppressions: options.heedsSuppressions)
    } catch {
      throw UsageError(error.description, nil)
    }
  }

  private func render(_ format: CheckOptions.Format, _ result: RunResult, _ style: TextStyle) -> [UInt8] {
    switch format {
    case .full: TextReport(result, show: options.shown, style: style).full()
    case .concise: TextReport(result, show: options.shown, style: style).concise()
    case .json: JSONReport(result, show: options.shown, version: Premortem.version).document()
    case .jsonl: JSONReport(result, show: options.shown, version: Premortem.version).lines()
    case .sarif:
      SARIFReport(
        result, show: options.shown, version: Premortem.version, workingDirectory: Linter.workingDirectory,
        root: Linter.repositoryRoot
      ).bytes()
    }
  }

  private func verdict(_ result: RunResult) -> ExitCode {
    if result.problems.contains(where: \.isInternal) { return .internalError }
    if !result.problems.isEmpty { return .unchecked }
    if result.files.isEmpty, !options.allowsEmpty {
      StandardStreams.complain("no file to check (--allow-empty makes that fine)")
      return .unchecked
    }
    let fails = result.files.contains { $0.findings.contains { $0.severity >= options.failOn } }
    return fails && !options.exitsZero ? .findings : .clean
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

extension ExitCode: Comparable {
  static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }
}
