import Analysis
import Syntax

/// One file with everything that rules may ask about it. Facts are computed when a rule first asks.
///
/// A unit is used by one thread.
public final class Unit {
  public let source: Source
  /// nil for a text without a front end.
  public let tree: Tree?
  /// SQL that stands in the file's strings, in source order; also the bodies of SQL functions and DO blocks.
  public let queries: [Query]
  private let statedDialect: Dialect?

  /// The database that the unit's SQL is for: what was stated, else what imports or the path tell, else PostgreSQL.
  public private(set) lazy var dialect: Dialect =
    statedDialect ?? tree.flatMap { Dialect(driversImportedIn: $0) } ?? Dialect(path: source.path) ?? .postgres

  /// What the file's names stand for; nil for a text without a front end.
  public private(set) lazy var names: Names? = tree.map(Names.init)
  /// What becomes of the connections, cursors and files that its functions take.
  public private(set) lazy var lifetimes = names.map {
    Lifetimes(names: $0, vocabulary: .embedded)
  }
  /// What the calls of libraries mean.
  public var vocabulary: Vocabulary { .embedded }
  /// The file's SQL as it runs.
  public private(set) lazy var migration = Migration(
    tree: tree, embedded: queries.filter { !isForOtherDatabase($0) }.map { ($0.host, $0.tree) })

  private lazy var treesForOtherDatabases = queries.reduce(into: Set<ObjectIdentifier>()) { found, query in
    let isInside = found.contains(ObjectIdentifier(query.host.tree))
    if isInside || query.host.isForOtherDatabase || query.call?.isForOtherDatabase == true {
      found.insert(ObjectIdentifier(query.tree))
    }
  }

  /// Whether the code around a query has made sure that the database is none that PostgreSQL's rules hold for.
  func isForOtherDatabase(_ query: Query) -> Bool { treesForOtherDatabases.contains(ObjectIdentifier(query.tree)) }

  private var staleReadsOfNode: [Int: [StaleRead]] = [:]

  /// Rows that a function, or a script, reads without a lock and later writes as if they had not changed.
  public func staleReads(in node: Node) -> [StaleRead] {
    guard node.tree === tree, !node.kind.isSQL else { return StaleRead.inSQL(node) }
    if let known = staleReadsOfNode[node.id] { return known }
    let found = mayWriteRows ? names.map { StaleRead.inCode(node, names: $0, statements: statements) } ?? [] : []
    staleReadsOfNode[node.id] = found
    return found
  }

  /// Whether the file speaks of any way to write a row at all: most do not, and following values is work.
  private lazy var mayWriteRows =
    !statements.isEmpty || ([".save(", ".commit(", ".flush(", ".begin(", ".update("] as [StaticString]).contains { source.contains($0) }

  /// Statements of the file's strings that a call runs.
  private lazy var statements: [StaleRead.Statement] = queries.flatMap { query in
    query.call.map { call in
      query.tree.root.children.map { StaleRead.Statement(node: $0, call: call, text: query.text) }
    } ?? []
  }

  /// - Parameters:
  ///   - dialect: the database where it is known from configuration, path or the SQL itself.
  ///   - names: those of the tree, where somebody needed them before the unit.
  public init(
    source: Source, tree: Tree?, queries: [Query], dialect: Dialect? = nil, names: Names? = nil
  ) {
    self.source = source
    self.tree = tree
    self.queries = queries
    self.statedDialect = dialect
    if let names { self.names = names }
  }
}

/// SQL inside a string of the file, as a tree of its own.
public struct Query {
  /// The string's value and where its bytes stand in the file.
  public let text: EmbeddedText
  public let tree: Tree
  /// The string that holds it: a node of the file's tree, or of the query's that it is nested in.
  public let host: Node
  /// The call that sends it to the database; nil in SQL files, and where the string only reads as SQL.
  public let call: Node?

  public init(text: EmbeddedText, tree: Tree, host: Node? = nil, call: Node? = nil) {
    self.text = text
    self.tree = tree
    self.host = host ?? text.host
    self.call = call
  }
}
