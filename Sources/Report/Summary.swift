import Checks
import Syntax

/// The last lines of a report: what was looked at, so that silence can be trusted.
public struct Summary {
  private let run: RunResult
  private let show: Severity

  public init(_ run: RunResult, show: Severity) {
    self.run = run
    self.show = show
  }

  /// - Parameter time: how long it took, in words; nil to say nothing about it.
  public func lines(time: String? = nil, style: TextStyle) -> [UInt8] {
    var output = TextOutput(style)
    output.add("\(findings)", ink)
    output.add(" in \(checked)\(time.map { ", \($0)" } ?? "").")
    if let hidden { output.add(" \(hidden)") }
    output.endLine()
    if !run.skipped.isEmpty {
      output.add("Skipped \(skipped).", .dim)
      output.endLine()
    }
    let suppressed = run.files.reduce(0) { $0 + $1.suppressedCount }
    if suppressed > 0 {
      output.add("Suppressed by comments: \(count(suppressed, "finding")).", .dim)
      output.endLine()
    }
    let broken = run.files.count { !$0.isUnderstood }
    if broken > 0 {
      output.add("\(count(broken, "file")) with text that the grammar does not know: the rest of it was checked.", .dim)
      output.endLine()
    }
    if !run.problems.isEmpty {
      output.add("\(count(run.problems.count, "path")) could not be checked.", .error)
      output.endLine()
    }
    return output.bytes
  }

  private func total(_ severity: Severity) -> Int {
    run.files.reduce(0) { $0 + $1.count(severity) }
  }

  private var ink: TextOutput.Ink {
    Severity.allCases.reversed().first { $0 >= show && total($0) > 0 }.map(TextOutput.Ink.init) ?? .good
  }

  /// "3 errors, 2 warnings".
  private var findings: String {
    let parts = Severity.allCases.reversed().filter { $0 >= show && total($0) > 0 }
      .map { count(total($0), "\($0)") }
    return parts.isEmpty ? "Nothing found" : parts.joined(separator: ", ")
  }

  private var hidden: String? {
    let parts = Severity.allCases.reversed().filter { $0 < show && total($0) > 0 }
    guard let lowest = parts.last else { return nil }
    let counts = parts.map { count(total($0), "\($0)") }.joined(separator: ", ")
    return "\(counts) hidden (--show \(lowest))."
  }

  /// "12 files (9 SQL, 3 Python)".
  private var checked: String {
    var byLanguage: [Language: Int] = [:]
    for file in run.files { byLanguage[file.language, default: 0] += 1 }
    let parts = Language.allCases.compactMap { language in
      byLanguage[language].map { "\($0) \(language.title)" }
    }
    let total = count(run.files.count, "file")
    return parts.isEmpty ? total : "\(total) (\(parts.joined(separator: ", ")))"
  }

  private var skipped: String {
    run.skipped.sorted { $0.key < $1.key }.map { $0.key.phrase($0.value) }.joined(separator: ", ")
  }
}

extension SkipReason {
  /// "1 symbolic link", "2 symbolic links".
  fileprivate func phrase(_ number: Int) -> String {
    switch self {
    case .ignored: "\(number) ignored by git"
    case .dependency: "\(number) \(number == 1 ? "directory" : "directories") of dependencies or build output"
    case .binary: count(number, "binary file")
    case .tooLarge: count(number, "too large file")
    case .generated: count(number, "generated file")
    case .minified: count(number, "minified file")
    case .symbolicLink: count(number, "symbolic link")
    case .special: number == 1 ? "1 pipe, socket or device" : "\(number) pipes, sockets or devices"
    }
  }
}

/// "1 file", "2 files".
func count(_ number: Int, _ noun: String) -> String {
  number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}

extension Language {
  /// The language's own name.
  public var title: String {
    switch self {
    case .sql: "SQL"
    case .python: "Python"
    case .javascript: "JavaScript"
    case .typescript: "TypeScript"
    case .go: "Go"
    case .java: "Java"
    case .kotlin: "Kotlin"
    case .ruby: "Ruby"
    case .php: "PHP"
    case .csharp: "C#"
    case .text: "other text"
    }
  }
}
