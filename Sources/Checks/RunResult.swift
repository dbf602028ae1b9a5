import Syntax

/// What checking a set of paths came to: the findings, and the proof of what was looked at.
public struct RunResult: Sendable {
  /// Every file that was checked, by path.
  public var files: [FileResult]
  /// What the walk left out, by reason.
  public var skipped: [SkipReason: Int]
  /// What was asked for and could not be checked.
  public var problems: [Problem]
  /// The rules that were on.
  public var rules: [Rule]

  public init(files: [FileResult], skipped: [SkipReason: Int], problems: [Problem], rules: [Rule]) {
    self.files = files
    self.skipped = skipped
    self.problems = problems
    self.rules = rules
  }
}

/// What checking one file came to.
public struct FileResult: Sendable {
  public let path: FilePath
  public let language: Language
  /// The text that the findings point into; nil where there are none.
  public var source: Source?
  /// By place, then by rule.
  public var findings: [Finding]
  /// How many findings comments in the file took away.
  public var suppressedCount: Int
  /// Rules with more findings than are kept of one rule in one file, and how many were left out.
  public var omitted: [Omission]
  /// Everything that no output may print, also when its finding is not shown.
  public var redactions: [TextRange]
  /// Whether the grammar understood the whole file.
  public var isUnderstood: Bool
  /// What a rule could not do.
  public var problems: [Problem] = []

  public struct Omission: Sendable {
    public let rule: String
    /// How many, by severity.
    public let counts: [Severity: Int]

    public init(rule: String, counts: [Severity: Int]) {
      self.rule = rule
      self.counts = counts
    }

    /// How many of a severity or a higher one.
    public func count(atLeast severity: Severity) -> Int {
      counts.reduce(0) { $1.key >= severity ? $0 + $1.value : $0 }
    }
  }

  public init(
    path: FilePath, language: Language, source: Source? = nil, findings: [Finding] = [],
    suppressedCount: Int = 0, omitted: [Omission] = [], redactions: [TextRange] = [],
    isUnderstood: Bool = true
  ) {
    self.path = path
    self.language = language
    self.source = source
    self.findings = findings
    self.suppressedCount = suppressedCount
    self.omitted = omitted
    self.redactions = redactions
    self.isUnderstood = isUnderstood
  }

  /// How many findings of a severity there are, those that were left out with them.
  public func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity } + omitted.reduce(0) { $0 + ($1.counts[severity] ?? 0) }
  }
}

/// Something that was asked for and could not be checked.
public struct Problem: Sendable {
  /// nil when it is about no file.
  public let path: FilePath?
  /// One line without a full stop: "no such file or directory".
  public let message: String
  /// Whether premortem itself failed.
  public let isInternal: Bool

  public init(_ path: FilePath?, _ message: String, isInternal: Bool = false) {
    self.path = path
    self.message = message
    self.isInternal = isInternal
  }
}

/// Why the walk left something out. A path that is named on the command line is never left out for these.
public enum SkipReason: String, Sendable, CaseIterable, Comparable {
  case ignored = "ignored by git"
  case dependency = "dependencies and build output"
  case binary
  case tooLarge = "too large"
  case generated
  case minified
  case symbolicLink = "symbolic links"
  case special = "special files"

  public static func < (left: SkipReason, right: SkipReason) -> Bool {
    left.rawValue < right.rawValue
  }
}
