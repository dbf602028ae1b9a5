import Checks
import Glibc

/// The command: arguments in, exit code out.
enum Premortem {
  static let version = "0.1.0"

  static func main() -> Never {
    StandardStreams.prepare()
    let arguments = (0..<Int(CommandLine.argc)).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        FilePath(Array(UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }))
      }
    }
    exit(run(Array(arguments.dropFirst())).rawValue)
  }

  static func run(_ arguments: [FilePath]) -> ExitCode {
    do {
      switch try Command(arguments) {
      case .check(let options): return try CheckCommand(options).run()
      case .explain(let ids): return try ExplainCommand(ids: ids).run()
      case .rules(let format): return RulesCommand(format: format).run()
      case .tree(let options): return TreeCommand(options).run()
      case .help(let topic): return StandardStreams.print(topic.text)
      case .version: return StandardStreams.print("premortem \(version)\n")
      }
    } catch {
      StandardStreams.complain(error.message)
      if let topic = error.topic {
        StandardStreams.complain("try '\(topic.invocation) --help'", prefix: "")
      }
      return .unchecked
    }
  }
}

/// What the shell learns.
enum ExitCode: Int32 {
  /// Everything that was asked for was checked, and no finding fails the gate.
  case clean = 0
  /// A finding at or above `--fail-on`.
  case findings = 1
  /// Something that was asked for was not checked, or was not understood.
  case unchecked = 2
  /// premortem itself failed.
  case internalError = 3
}

/// A command line that asks for what there is not.
struct UsageError: Error {
  let message: String
  let topic: HelpTopic?

  init(_ message: String, _ topic: HelpTopic? = nil) {
    self.message = message
    self.topic = topic
  }
}
