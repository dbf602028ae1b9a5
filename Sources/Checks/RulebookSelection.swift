extension Rulebook {
  /// The rules that the selectors name, sorted by id, without those that `ignoring` names.
  ///
  /// A selector is the id of a rule, a class (`lock`), `all`, or `default` for the rules that are on by themselves;
  /// no selectors mean `default`.
  public static func select(
    _ selectors: [String], ignoring: [String] = []
  ) throws(UnknownRule) -> [Rule] {
    var chosen: Set<String> = []
    for selector in selectors.isEmpty ? ["default"] : selectors {
      chosen.formUnion(try rules(namedBy: selector).map(\.id))
    }
    for selector in ignoring {
      chosen.subtract(try rules(namedBy: selector).map(\.id))
    }
    return rules.filter { chosen.contains($0.id) }
  }

  private static func rules(namedBy selector: String) throws(UnknownRule) -> [Rule] {
    switch selector {
    case "all": return rules
    case "default": return rules.filter(\.isOn)
    default:
      let named = rules.filter { $0.id == selector || $0.incident == selector }
      guard !named.isEmpty else { throw UnknownRule(selector) }
      return named
    }
  }
}

/// A selector that names no rule, with the one that was probably meant.
public struct UnknownRule: Error, Hashable, CustomStringConvertible {
  public let selector: String
  public let suggestion: String?

  public init(_ selector: String) {
    self.selector = selector
    let withoutClass = Rulebook.rules.first { $0.id.hasSuffix("/" + selector) }?.id
    suggestion =
      withoutClass
      ?? Suggestion.nearest(
        to: selector, in: Rulebook.rules.map(\.id) + Rulebook.incidents + ["all", "default"])
  }

  public var description: String {
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return "no rule or class is named '\(selector)'\(hint)"
  }
}
