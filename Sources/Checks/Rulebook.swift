import Analysis

/// Everything that was written under `Rules/`, as it was embedded when premortem was built.
public enum Rulebook {
  /// Sorted by id. Secret detectors are rules too.
  public static let rules: [Rule] =
    all.filter { !$0.id.hasPrefix("vocabulary/") }.map(Rule.init).sorted { $0.id < $1.id }

  /// The rules' code; detectors have none.
  public static var checks: [Check] { EmbeddedRules.checks }

  /// The code of these rules, each with its rule.
  public static func checks(of rules: [Rule]) -> [(check: Check, rule: Rule)] {
    let chosen = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return checks.compactMap { check in chosen[check.rule].map { (check, $0) } }
  }

  public static func rule(_ id: String) -> Rule? { byID[id] }

  /// The documents of a folder, in the order of their ids: `vocabulary`, `secret`.
  public static func documents(under folder: String) -> [Document] {
    all.filter { $0.id.hasPrefix(folder + "/") }
  }

  /// The classes of incidents: the folders under `Rules/` that hold rules.
  public static var incidents: [String] {
    var incidents: [String] = []
    for rule in rules where incidents.last.map({ $0 != rule.incident }) ?? true {
      incidents.append(String(rule.incident))
    }
    return incidents
  }

  private static let all = Document.all(in: EmbeddedRules.text.withUTF8Buffer { Array($0) })
  private static let byID = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
}
