/// What `--help` prints, by command.
enum HelpTopic: String, CaseIterable {
  case main, check, explain, rules, tree

  var invocation: String { self == .main ? "premortem" : "premortem \(rawValue)" }

  var text: String {
    switch self {
    case .main: Self.mainText
    case .check: Self.checkText
    case .explain: Self.explainText
    case .rules: Self.rulesText
    case .tree: Self.treeText
    }
  }

  private static let mainText = """
    premortem \(Premortem.version): name the incident before it ships

    Reads SQL migrations and application code, and reports what will page someone,
    why, and what to write instead.

      premortem [check] [PATH...]    check files and directories (default: .)
      premortem explain RULE         what a rule finds, why it hurts, what to write
      premortem rules                the rules
      premortem tree FILE            the syntax tree of a file
      premortem help COMMAND         options of a command; 'help check' has most

    Exit codes: 0 nothing found, 1 findings, 2 something was not checked, 3 internal
    error.

    """

  private static let checkText = """
    premortem check [OPTION...] [PATH...]

    Checks files, and what git does not ignore below directories (default: .).
    A file that is named is always checked.

    What is reported
      --select RULE,CLASS...     run these rules only: lock/index-not-concurrent, lock,
                                 default, all
      --ignore RULE,CLASS...     do not run these
      --show LEVEL               lowest level to print: note, warning, error
                                 (default: warning)
      --no-ignores               report what 'premortem: ignore' comments hide

    How it is reported
      --format FORMAT            full, concise, json, jsonl, sarif (default: full)
      --output FORMAT=FILE       write a report to a file as well; may be repeated
      --color WHEN               auto, always, never (default: auto)

    What fails
      --fail-on LEVEL            lowest level that makes the exit code 1: note, warning,
                                 error (default: warning)
      --exit-zero                exit with 0 where findings would give 1
      --allow-empty              checking no file at all is fine

    What is read
      --stdin-filename NAME -    check standard input as if it were the file NAME
      --max-file-size BYTES      larger files are not checked (default: 5000000;
                                 0: no limit)
      --follow-symlinks          a PATH may be a link out of the working directory
      -j, --jobs N               threads (default: one a core)

    Exit codes
      0  everything that was asked for was checked; nothing fails the gate
      1  a finding at or above --fail-on
      2  something could not be checked (a path that is not there, an unreadable or
         too large file, no file at all), or the command line is wrong
      3  premortem itself failed

    """

  private static let explainText = """
    premortem explain RULE...

    Prints what a rule finds, the incident behind it, what to write instead, examples
    and references. RULE is an id (lock/index-not-concurrent) or a class (lock).

    """

  private static let rulesText = """
    premortem rules [--format FORMAT]

    Lists the rules with their severity. A rule that is '(off)' runs when --select names
    it.

      --format FORMAT            text, json, markdown (default: text)

    """

  private static let treeText = """
    premortem tree [OPTION...] FILE...

    Prints the syntax tree of files as rules see it, and what the grammar did not
    understand.

      --positions                with lines and columns (in bytes)
      --language LANGUAGE        instead of telling it from the name: sql, python, ...

    """
}
