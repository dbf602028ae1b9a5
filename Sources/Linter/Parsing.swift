import Checks
import Languages
import Syntax

/// A source with all that can be read out of it.
public enum Parsing {
  /// The syntax tree of a source; nil for a language without a front end.
  public static func tree(of source: Source) -> Tree? {
    frontEnd(for: source.language)?.parse(source)
  }

  static func unit(_ source: Source) -> Unit {
    Unit(source: source, tree: tree(of: source), queries: [])
  }
}
