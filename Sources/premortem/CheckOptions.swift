import Checks
import Linter
import Report

/// The command line of `check`.
struct CheckOptions {
  enum Format: String, CaseIterable {
    case full, concise, json, jsonl, sarif
  }

  enum Level: String, CaseIterable {
    case note, warning, error

    var severity: Severity {
      switch self {
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
    }
  }

  var run = RunOptions()
  var format = Format.full
  var outputs: [(format: Format, path: FilePath)] = []
  var show: Severity?
  var failOn = Severity.warning
  var exitsZero = false
  var select: [String] = []
  var ignore: [String] = []
  var standardInputName: FilePath?
  var color = Terminal.ColorChoice.auto
  var heedsSuppressions = true
  var allowsEmpty = false

  /// Notes are shown when they fail the gate.
  var shown: Severity { show ?? min(.warning, failOn) }

  static let names = [
    "--format", "--output", "--show", "--fail-on", "--exit-zero", "--select", "--ignore", "--stdin-filename",
    "-j", "--jobs", "--color", "--max-file-size", "--follow-symlinks", "--no-ignores", "--allow-empty", "--help",
    "--version",
  ]

  mutating func read(_ name: String, _ scanner: inout ArgumentScanner) throws(UsageError) {
    switch name {
    case "--format": format = try scanner.choice(name)
    case "--output": outputs.append(try Self.output(try scanner.value(name)))
    case "--show": show = (try scanner.choice(name) as Level).severity
    case "--fail-on": failOn = (try scanner.choice(name) as Level).severity
    case "--exit-zero": exitsZero = true
    case "--select": select += Self.list(try scanner.value(name))
    case "--ignore": ignore += Self.list(try scanner.value(name))
    case "--stdin-filename": standardInputName = FilePath(try scanner.value(name))
    case "-j", "--jobs": run.threads = try scanner.number(name, atLeast: 1)
    case "--color": color = try scanner.choice(name)
    case "--max-file-size":
      let size = try scanner.number(name, atLeast: 0)
      run.fileSizeLimit = size == 0 ? nil : size
    case "--follow-symlinks": run.followsLinks = true
    case "--no-ignores": heedsSuppressions = false
    case "--allow-empty": allowsEmpty = true
    default: break
    }
  }

  /// Checks what only the whole command line tells.
  mutating func settle(_ topic: HelpTopic) throws(UsageError) {
    let readsStandardInput = run.paths.contains(FilePath("-"))
    if readsStandardInput {
      guard run.paths.count == 1 else {
        throw UsageError("'-' (standard input) cannot be checked together with paths", topic)
      }
      guard standardInputName != nil else {
        throw UsageError("'-' needs --stdin-filename NAME, which tells the language", topic)
      }
    } else if standardInputName != nil {
      throw UsageError("--stdin-filename needs '-' as the only path", topic)
    }
    if run.paths.isEmpty { run.paths = [FilePath(".")] }
  }

  private static func list(_ value: String) -> [String] {
    value.split(separator: ",").map(String.init)
  }

  private static func output(_ value: String) throws(UsageError) -> (format: Format, path: FilePath) {
    let words = Format.allCases.map(\.rawValue)
    let name = String(value.prefix { $0 != "=" })
    guard name.count + 1 < value.count else {
      throw UsageError("--output is written FORMAT=FILE, not '\(value)'", .check)
    }
    guard let format = Format(rawValue: name) else {
      throw UsageError(
        "--output knows the formats \(words.joined(separator: ", ")), not '\(name)'" + didYouMean(name, words), .check)
    }
    return (format, FilePath(String(value.dropFirst(name.count + 1))))
  }
}
