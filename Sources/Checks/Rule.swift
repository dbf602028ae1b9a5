import Syntax

/// What a rule says about itself. The text lives in `Rules/<id>.yml`; the check, where there is one, in
/// `Sources/Checks/<id in UpperCamel>.swift`.
public struct Rule: Sendable {
  /// Class and name, `lock/index-not-concurrent`: the path under `Rules/`.
  public let id: String
  /// A short noun phrase: "Index built without CONCURRENTLY".
  public let title: String
  public let severity: Severity
  public let confidence: Confidence
  /// Whether it runs without being selected.
  public let isOn: Bool
  public let languages: [Language]
  /// One sentence: what is found.
  public let summary: String
  /// The incident, in a few sentences.
  public let why: String
  /// What to do instead, in a few sentences.
  public let fix: String
  public let references: [String]
  public let examples: [Example]
  /// Numbers and words that a configuration may change, with their defaults.
  public let options: [String: String]

  /// The part of the id before the slash.
  public var incident: Substring { id.prefix { $0 != "/" } }

  public struct Example: Sendable {
    public let isBad: Bool
    public let language: Language
    public let text: String

    public init(isBad: Bool, language: Language, text: String) {
      self.isBad = isBad
      self.language = language
      self.text = text
    }
  }

  public init(
    id: String, title: String, severity: Severity, confidence: Confidence, isOn: Bool,
    languages: [Language], summary: String, why: String, fix: String, references: [String],
    examples: [Example], options: [String: String]
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.confidence = confidence
    self.isOn = isOn
    self.languages = languages
    self.summary = summary
    self.why = why
    self.fix = fix
    self.references = references
    self.examples = examples
    self.options = options
  }
}

/// How bad the incident is.
public enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  /// Worth knowing. Shown on request, never fails a gate.
  case note
  /// Hurts under load or on big tables.
  case warning
  /// Will hurt in production.
  case error

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// How sure the finding is.
public enum Confidence: UInt8, Sendable, Comparable {
  case medium, high

  public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
}
