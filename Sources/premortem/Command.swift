import Checks
import Linter
import Syntax

/// What the command line asks for.
enum Command {
  case check(CheckOptions)
  case explain([String])
  case rules(RulesCommand.Format)
  case tree(TreeOptions)
  case help(HelpTopic)
  case version

  /// A first word that is no command is a path to check.
  init(_ arguments: [FilePath]) throws(UsageError) {
    switch arguments.first?.text {
    case "check": self = try Self.check(arguments.dropFirst(), .check)
    case "explain": self = try Self.explain(arguments.dropFirst())
    case "rules": self = try Self.rules(arguments.dropFirst())
    case "tree": self = try Self.tree(arguments.dropFirst())
    case "help": self = try Self.help(arguments.dropFirst())
    default:
      if arguments.count == 1, let word = arguments.first, let hint = Self.commandMeant(by: word) {
        throw UsageError("\(word.text): no such file or directory; did you mean \(hint)?", .main)
      }
      self = try Self.check(arguments[...], .main)
    }
  }

  /// What somebody meant who named neither a path nor quite a command; nil when it is a path or nothing comes near.
  private static func commandMeant(by word: FilePath) -> String? {
    guard !word.text.hasPrefix("-"), !word.exists else { return nil }
    if word.text == "version" { return "'--version'" }
    let commands = HelpTopic.allCases.filter { $0 != .main }.map(\.rawValue) + ["help"]
    return Suggestion.nearest(to: word.text, in: commands).map { "the command '\($0)'" }
  }

  private static func check(
    _ arguments: ArraySlice<FilePath>, _ topic: HelpTopic
  ) throws(UsageError) -> Command {
    var scanner = ArgumentScanner(arguments, CheckOptions.names, topic)
    var options = CheckOptions()
    while let argument = try scanner.next() {
      switch argument {
      case .operand(let path): options.run.paths.append(path)
      case .option("--help"): return .help(topic)
      case .option("--version"): return .version
      case .option(let name): try options.read(name, &scanner)
      }
    }
    try options.settle(topic)
    return .check(options)
  }

  private static func explain(_ arguments: ArraySlice<FilePath>) throws(UsageError) -> Command {
    var scanner = ArgumentScanner(arguments, ["--help"], .explain)
    var ids: [String] = []
    while let argument = try scanner.next() {
      guard case .operand(let id) = argument else { return .help(.explain) }
      ids.append(id.text)
    }
    guard !ids.isEmpty else { throw UsageError("explain needs the id of a rule", .explain) }
    return .explain(ids)
  }

  private static func rules(_ arguments: ArraySlice<FilePath>) throws(UsageError) -> Command {
    var scanner = ArgumentScanner(arguments, ["--format", "--help"], .rules)
    var format = RulesCommand.Format.text
    while let argument = try scanner.next() {
      switch argument {
      case .option("--format"): format = try scanner.choice("--format")
      case .option: return .help(.rules)
      case .operand(let extra): throw UsageError("unexpected '\(extra.text)'", .rules)
      }
    }
    return .rules(format)
  }

  private static func tree(_ arguments: ArraySlice<FilePath>) throws(UsageError) -> Command {
    var scanner = ArgumentScanner(arguments, ["--positions", "--language", "--help"], .tree)
    var options = TreeOptions()
    while let argument = try scanner.next() {
      switch argument {
      case .operand(let path): options.paths.append(path)
      case .option("--positions"): options.showsPositions = true
      case .option("--language"): options.language = try scanner.choice("--language")
      case .option: return .help(.tree)
      }
    }
    guard !options.paths.isEmpty else { throw UsageError("tree needs a file", .tree) }
    return .tree(options)
  }

  private static func help(_ arguments: ArraySlice<FilePath>) throws(UsageError) -> Command {
    guard let word = arguments.first?.text else { return .help(.main) }
    if let topic = HelpTopic(rawValue: word) { return .help(topic) }
    let topics = HelpTopic.allCases.map(\.rawValue)
    throw UsageError("no command is named '\(word)'" + didYouMean(word, topics), .main)
  }
}

/// Splits a command line into options and operands.
struct ArgumentScanner {
  enum Argument {
    case option(String)
    case operand(FilePath)
  }

  private var rest: ArraySlice<FilePath>
  private let names: [String]
  private let topic: HelpTopic
  /// The part of `--name=value` after the sign, until it is asked for.
  private var inlineValue: String?
  private var areOptionsOver = false

  init(_ arguments: ArraySlice<FilePath>, _ names: [String], _ topic: HelpTopic) {
    rest = arguments
    self.names = names
    self.topic = topic
  }

  mutating func next() throws(UsageError) -> Argument? {
    if let inlineValue { throw UsageError("unexpected value '\(inlineValue)'", topic) }
    guard let argument = rest.popFirst() else { return nil }
    let text = argument.text
    if areOptionsOver || text == "-" || !text.hasPrefix("-") { return .operand(argument) }
    if text == "--" {
      areOptionsOver = true
      return try next()
    }
    if text.hasPrefix("--") { return .option(try long(text)) }
    let name = String(text.prefix(2))
    if name == "-h" { return .option("--help") }
    if name == "-V", names.contains("--version") { return .option("--version") }
    guard names.contains(name) else { throw unknown(name) }
    if text.count > 2 { inlineValue = String(text.dropFirst(2)) }
    return .option(name)
  }

  private mutating func long(_ text: String) throws(UsageError) -> String {
    let name = String(text.prefix { $0 != "=" })
    guard names.contains(name) else { throw unknown(name) }
    if name.count < text.count { inlineValue = String(text.dropFirst(name.count + 1)) }
    return name
  }

  private func unknown(_ name: String) -> UsageError {
    UsageError("unknown option '\(name)'" + didYouMean(name, names), topic)
  }

  /// The value of the option that was returned last.
  mutating func value(_ name: String) throws(UsageError) -> String {
    if let value = inlineValue {
      inlineValue = nil
      return value
    }
    guard let value = rest.popFirst() else { throw UsageError("\(name) needs a value", topic) }
    return value.text
  }

  mutating func choice<Choice>(_ name: String) throws(UsageError) -> Choice
  where Choice: RawRepresentable<String>, Choice: CaseIterable {
    let word = try value(name)
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw UsageError(
      "\(name) is one of \(words.joined(separator: ", ")), not '\(word)'" + didYouMean(word, words), topic)
  }

  mutating func number(_ name: String, atLeast least: Int) throws(UsageError) -> Int {
    let word = try value(name)
    guard let number = Int(word), number >= least else {
      throw UsageError("\(name) is a whole number of at least \(least), not '\(word)'", topic)
    }
    return number
  }
}

/// A hint to append to a message; empty when nothing comes near.
func didYouMean(_ word: String, _ candidates: [String]) -> String {
  Suggestion.nearest(to: word, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
}
