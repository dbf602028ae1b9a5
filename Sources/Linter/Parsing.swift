import Analysis
import Checks
import Languages
import SQL
import Syntax

/// A source with all that can be read out of it: its tree, and the trees of the SQL in its strings.
public enum Parsing {
  /// The syntax tree of a source; nil for a language without a front end.
  public static func tree(of source: Source) -> Tree? {
    source.language == .sql
      ? SQLFrontEnd.parse(source, dialect: dialect(of: source), mode: .script) : frontEnd(for: source.language)?.parse(source)
  }

  /// Of an SQL file: what its path says, else what its text looks like.
  private static func dialect(of source: Source) -> Dialect {
    Dialect(path: source.path) ?? SQLFrontEnd.detectDialect(source.bytes)
  }

  /// How many quotes deep SQL inside SQL is followed.
  private static let nestingDepth = 4

  static func unit(_ source: Source) -> Unit {
    guard let tree = tree(of: source) else { return Unit(source: source, tree: nil, queries: []) }
    if source.language == .sql {
      let dialect = dialect(of: source)
      let queries = nested(in: tree, source.path, dialect)
      return Unit(source: source, tree: tree, queries: queries, dialect: dialect)
    }
    let names = Names(tree)
    let dialect = Dialect(driversImportedIn: tree) ?? Dialect(path: source.path) ?? .postgres
    var queries: [Query] = []
    for candidate in SQLLifting.candidates(in: tree, names: names, vocabulary: .embedded) {
      let query = query(candidate.text, source.path, dialect, .fragment, call: candidate.call)
      // What only looks like SQL was prose if it does not parse.
      guard candidate.certainty == .reachesQueryCall || query.tree.errors.isEmpty else { continue }
      queries.append(query)
      queries += nested(in: query.tree, source.path, dialect, below: query.text)
    }
    return Unit(source: source, tree: tree, queries: queries, dialect: dialect, names: names)
  }

  private static func query(
    _ text: EmbeddedText, _ path: String, _ dialect: Dialect, _ mode: SQLFrontEnd.Mode,
    host: Node? = nil, call: Node? = nil
  ) -> Query {
    let source = Source(path: path, language: .sql, bytes: text.bytes)
    return Query(text: text, tree: SQLFrontEnd.parse(source, dialect: dialect, mode: mode), host: host, call: call)
  }

  /// The SQL inside SQL, and what is inside that.
  private static func nested(
    in tree: Tree, _ path: String, _ dialect: Dialect, below outer: EmbeddedText? = nil, depth: Int = 1
  ) -> [Query] {
    SQLLifting.nested(in: tree).flatMap { inner -> [Query] in
      let text = outer.map(inner.text.placed(in:)) ?? inner.text
      // A body is a whole script of its own; a text with holes is only a part of one.
      let mode: SQLFrontEnd.Mode =
        inner.language == .plpgsql ? .procedure : text.holes.isEmpty ? .script : .fragment
      let query = query(text, path, dialect, mode, host: inner.text.host)
      guard depth < nestingDepth else { return [query] }
      return [query] + nested(in: query.tree, path, dialect, below: text, depth: depth + 1)
    }
  }
}
