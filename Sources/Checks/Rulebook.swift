import Analysis

/// Everything that was written under `Rules/`, as it was embedded when premortem was built.
public enum Rulebook {
  /// Sorted by id. Secret detectors are rules too.
  public static let rules: [Rule] =
    all.filter { !$0.id.hasPrefix("vocabulary/") }.map(Rule.init).sorted { $0.id < $1.id }

  /// The rules' code; detectors have none.
  public static var checks: [Check] { EmbeddedRules.checks }

  public static func rule(_ id: String) -> Rule? { byID[id] }

  /// The documents of a folder, in the order of their ids: `vocabulary`, `secret`.
  public static func documents(under folder: String) -> [Document] {
    all.filter { $0.id.hasPrefix(folder + "/") }
  }

  /// The classes of incidents: the folders under `Rules/` that hold rules.
  public static let incidents: [String] = {
    var incidents: [String] = []
    for rule in rules where incidents.last.map({ $0 != rule.incident }) ?? true {
      incidents.append(String(rule.incident))
    }
    return incidents
  }()

  private static let all = Document.all(in: EmbeddedRules.text.withUTF8Buffer { Array($0) })
  private static let byID = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
}
