import Analysis
import Syntax

/// What a rule says about itself. The text lives in `Rules/<id>.yml`; the check, where there is one, in
/// `Sources/Checks/<class>/<name in UpperCamel>.swift`.
///
/// What every run needs is stored, the texts are read from the rule's document when somebody asks.
public final class Rule: Sendable {
  /// Class and name, `lock/index-not-concurrent`: the path under `Rules/`.
  public let id: String
  public let severity: Severity
  public let confidence: Confidence
  /// Whether it runs without being selected.
  public let isOn: Bool
  /// Where it looks; empty means in every text.
  public let languages: [Language]
  public let document: Document

  public init(_ document: Document) {
    self.document = document
    id = document.id
    severity = Severity(named: document.string("severity") ?? "") ?? .warning
    confidence = document.string("confidence") == "high" ? .high : .medium
    isOn = document.string("default") != "off"
    languages = document.strings("languages").compactMap(Language.init(rawValue:))
  }

  /// The part of the id before the slash.
  public var incident: Substring { id.prefix { $0 != "/" } }

  /// A short noun phrase: "Index built without CONCURRENTLY".
  public var title: String { document.string("title") ?? "" }
  /// One sentence: what is found.
  public var summary: String { document.string("summary") ?? "" }
  /// The incident, in a few sentences.
  public var why: String { document.string("why") ?? "" }
  /// What to do instead, in a few sentences.
  public var fix: String { document.string("fix") ?? "" }
  public var references: [String] { document.strings("references") }

  /// Numbers and words that a configuration may change, with their defaults.
  public var options: [String: String] {
    guard let options = document.document("options") else { return [:] }
    return Dictionary(
      options.keys.map { ($0, options.string($0) ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  /// In the order of the document, a bad one before its good one.
  public var examples: [Example] {
    document.documents("examples").flatMap { entry in
      let language = entry.string("language").flatMap(Language.init(rawValue:))
      return [("bad", true), ("good", false)].compactMap { key, isBad in
        entry.string(key).map {
          Example(isBad: isBad, language: language ?? languages.first ?? .text, text: $0)
        }
      }
    }
  }

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
}

/// How bad the incident is.
public enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  /// Worth knowing. Shown on request, never fails a gate.
  case note
  /// Hurts under load or on big tables.
  case warning
  /// Will hurt in production.
  case error

  public init?(named name: String) {
    guard let severity = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = severity
  }

  /// The word in rules, configuration and output.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// How sure the finding is.
public enum Confidence: UInt8, Sendable, Comparable {
  case medium, high

  public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
}
