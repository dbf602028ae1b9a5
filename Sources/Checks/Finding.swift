import Syntax

/// One place where an incident is waiting.
public struct Finding: Sendable {
  public var rule: String
  public var severity: Severity
  public var confidence: Confidence
  public var path: String
  /// Bytes of the file, also when the finding is in SQL inside a string.
  public var range: TextRange
  /// One line: the user's own name, then what happens in production. First sentence stands alone as a title.
  public var message: String
  /// What to do here: concrete, ready to paste where possible. May have several lines.
  public var help: String
  public var related: [Related]
  public var edits: [Edit]
  /// Ranges of the file that no output may print: secret values.
  public var redactions: [TextRange]

  /// Another place of the same incident.
  public struct Related: Sendable {
    public var range: TextRange
    public var message: String

    public init(_ range: TextRange, _ message: String) {
      self.range = range
      self.message = message
    }
  }

  /// A replacement that cures the finding.
  public struct Edit: Sendable {
    public var range: TextRange
    public var replacement: String
    /// Whether it keeps the meaning, so that it may be applied without being looked at.
    public var isSafe: Bool

    public init(_ range: TextRange, _ replacement: String, isSafe: Bool) {
      self.range = range
      self.replacement = replacement
      self.isSafe = isSafe
    }
  }

  public init(
    rule: String, severity: Severity, confidence: Confidence, path: String, range: TextRange,
    message: String, help: String, related: [Related] = [], edits: [Edit] = [],
    redactions: [TextRange] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.confidence = confidence
    self.path = path
    self.range = range
    self.message = message
    self.help = help
    self.related = related
    self.edits = edits
    self.redactions = redactions
  }
}
