import Analysis
import Matching
import Synchronization

/// How the secrets of one rule are found: the part of `Rules/secret/<name>.yml` under `detect`.
public final class Detector: Sendable {
  public let rule: Rule
  public let method: Method
  /// What whoever reads the value can do with it: ends the finding's message.
  public let impact: String
  /// Gives way to any other detector that finds the same value.
  public let yields: Bool
  /// Texts that hold a secret of this kind, with `{alphabet:count}` where it is random: tests make positives of them.
  public let generate: [String]

  public enum Method: Sendable {
    case form(Form)
    /// A literal that is bound to a name which says what it is.
    case assigned(SecretName.Kind)
  }

  /// A value of a known form: a literal that gives its place away, and a pattern around it.
  public struct Form: Sendable {
    /// Looked for without regard to case, but for those with a capital.
    public let literals: [String]
    /// Tried on the bytes around a literal; its group `secret` is the value, or else the whole match is.
    public let pattern: Pattern
    /// Bytes before and after the literal that the pattern may take in.
    public let before: Int
    public let after: Int
    /// The least Shannon entropy of the value, in bits a character.
    public let entropy: Double
    /// Words of which one must stand within 100 bytes before the value, unless there are none.
    public let context: LiteralSet?
    public let checksum: Checksum?
    public let validator: SecretValidator?
  }

  /// - Parameter settings: the keys under `detect`, each with its value or the items of its list.
  public init(rule: Rule, settings: [String: [String]]) throws(DetectorError) {
    var settings = settings
    self.rule = rule
    impact = try Self.one("impact", &settings) ?? ""
    yields = try Self.one("yields", &settings) == "true"
    generate = settings.removeValue(forKey: "generate") ?? []
    if let name = try Self.one("assigned", &settings) {
      guard let kind = SecretName.Kind(rawValue: name) else {
        throw DetectorError(rule: rule.id, key: "assigned", problem: "unknown kind of name '\(name)'")
      }
      method = .assigned(kind)
    } else {
      method = .form(try Self.form(rule: rule, &settings))
    }
    if let key = settings.keys.min() {
      throw DetectorError(rule: rule.id, key: key, problem: "no such key")
    }
  }

  private static func form(
    rule: Rule, _ settings: inout [String: [String]]
  ) throws(DetectorError) -> Form {
    guard let literals = settings.removeValue(forKey: "literals"), !literals.contains("") else {
      throw DetectorError(rule: rule.id, key: "literals", problem: "at least one literal is needed")
    }
    guard let source = try one("pattern", &settings) else {
      throw DetectorError(rule: rule.id, key: "pattern", problem: "missing")
    }
    let pattern = Pattern(source)
    let context = settings.removeValue(forKey: "context") ?? []
    return Form(
      literals: literals, pattern: pattern,
      before: try number("before", rule, &settings) { Int($0) } ?? 64,
      after: try number("after", rule, &settings) { Int($0) } ?? 512,
      entropy: try number("entropy", rule, &settings) { Double($0) } ?? 0,
      context: context.isEmpty ? nil : LiteralSet(context.map { (literal: $0, id: 0) }),
      checksum: try number("checksum", rule, &settings) { Checksum(rawValue: $0) },
      validator: try number("validator", rule, &settings) { SecretValidator(rawValue: $0) })
  }

  private static func one(
    _ key: String, _ settings: inout [String: [String]]
  ) throws(DetectorError) -> String? {
    guard let values = settings.removeValue(forKey: key) else { return nil }
    guard values.count == 1 else {
      throw DetectorError(rule: "", key: key, problem: "one value expected, not \(values.count)")
    }
    return values[0]
  }

  private static func number<Value>(
    _ key: String, _ rule: Rule, _ settings: inout [String: [String]], _ read: (String) -> Value?
  ) throws(DetectorError) -> Value? {
    guard let text = try one(key, &settings) else { return nil }
    guard let value = read(text) else {
      throw DetectorError(rule: rule.id, key: key, problem: "'\(text)' is not understood")
    }
    return value
  }
}

/// A detector's rule with what tells whether the detector is needed at all. The rest is read when it is: most texts hold
/// nothing that looks like most secrets.
final class DeclaredDetector: Sendable {
  let rule: Rule
  /// Empty for one that is about names.
  let literals: [String]
  let assigned: SecretName.Kind?
  private let declaration: Document
  private let read = AtomicLazyReference<Detector>()

  init?(_ rule: Rule) {
    guard let declaration = rule.document.document("detect") else { return nil }
    self.rule = rule
    self.declaration = declaration
    assigned = declaration.string("assigned").flatMap(SecretName.Kind.init)
    literals = assigned == nil ? declaration.strings("literals") : []
  }

  /// nil when the declaration is not understood, which a test rules out.
  var detector: Detector? {
    if let detector = read.load() { return detector }
    guard let detector = try? Detector(rule: rule, settings: Rulebook.settings(of: declaration)) else { return nil }
    return read.storeIfNil(detector)
  }
}

/// What is wrong with a detector's declaration.
public struct DetectorError: Error, Hashable, Sendable, CustomStringConvertible {
  public let rule: String
  /// The key under `detect`.
  public let key: String
  public let problem: String

  public var description: String { "\(rule): detect.\(key): \(problem)" }
}

extension Rulebook {
  /// The detectors of those of the rules that have one. A test holds that every declaration is understood.
  public static func detectors(of rules: [Rule]) -> [Detector] {
    rules.compactMap { DeclaredDetector($0)?.detector }
  }

  static func settings(of detect: Document) -> [String: [String]] {
    Dictionary(detect.keys.map { ($0, detect.strings($0)) }, uniquingKeysWith: { first, _ in first })
  }
}
