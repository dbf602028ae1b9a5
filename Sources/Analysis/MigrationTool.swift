import Syntax

/// A program that runs migration files, as far as a file itself shows which one it is for.
public struct MigrationTool: Sendable {
  public let name: String
  /// How a file asks to run outside of the transaction, as an instruction.
  public let optOut: String
  let wrapping: Wrapping

  /// When the tool's transaction is around the statements.
  enum Wrapping: Sendable {
    case always
    /// The file is sent as one message, which PostgreSQL runs as a transaction unless it is one statement.
    case severalStatements
    /// Unless the file has a statement that refuses to run in one.
    case unlessRefused
    case never
  }

  static let goose = MigrationTool(
    name: "goose", optOut: "put -- +goose NO TRANSACTION at the top of the file", wrapping: .always)
  static let dbmate = MigrationTool(
    name: "dbmate", optOut: "write -- migrate:up transaction:false", wrapping: .always)
  static let sqlMigrate = MigrationTool(
    name: "sql-migrate", optOut: "write -- +migrate Up notransaction", wrapping: .always)
  static let liquibase = MigrationTool(
    name: "Liquibase", optOut: "write runInTransaction:false in the changeset's line", wrapping: .always)
  static let flyway = MigrationTool(
    name: "Flyway", optOut: "give it a file of its own, which Flyway then runs outside a transaction",
    wrapping: .unlessRefused)
  static let prisma = MigrationTool(
    name: "Prisma", optOut: "make it the only statement of its migration", wrapping: .severalStatements)
  static let runner = MigrationTool(
    name: "the migration runner", optOut: "make it the only statement of its file", wrapping: .severalStatements)
  static let alembic = MigrationTool(
    name: "Alembic", optOut: "run it inside with op.get_context().autocommit_block():", wrapping: .always)
  static let django = MigrationTool(
    name: "Django", optOut: "set atomic = False in the Migration class", wrapping: .always)
}

/// A part of an SQL file that its tool runs by itself: the way up, the way down, one changeset.
struct MigrationSection {
  let start: UInt32
  var tool: MigrationTool?
  var undoes: Bool

  /// The sections of a file, in order; the first starts at 0.
  static func all(of tree: Tree) -> [MigrationSection] {
    var sections = [byPath(tree.source.path)]
    var optedOut = false
    for (index, token) in tree.tokens.enumerated() where token.kind == .comment {
      let bytes = tree.source[tree.range(ofToken: index)]
      guard bytes.first == UInt8(ascii: "-") else { continue }
      let words = String(decoding: bytes.prefix(longestMarker), as: UTF8.self).lowercased()
        .split { $0 == " " || $0 == "\t" || $0.isNewline }
      guard let first = words.first, first.hasPrefix("--") else { continue }
      // `--changeset` and `-- changeset` are the same.
      let text = first == "--" ? Array(words.dropFirst()) : [first.dropFirst(2)] + words.dropFirst()
      guard let marker = text.first else { continue }
      let rest = text.dropFirst()
      func open(_ tool: MigrationTool, undoes: Bool, optsOut: Bool = false) {
        sections.append(MigrationSection(start: token.start, tool: optsOut ? nil : tool, undoes: undoes))
      }
      switch marker {
      case "no-transaction": optedOut = optedOut || rest.isEmpty
      case "+goose":
        switch rest.first {
        case "up": open(.goose, undoes: false)
        case "down": open(.goose, undoes: true)
        case "no": optedOut = true
        default: break
        }
      case "migrate:up": open(.dbmate, undoes: false, optsOut: rest.contains("transaction:false"))
      case "migrate:down": open(.dbmate, undoes: true, optsOut: rest.contains("transaction:false"))
      case "+migrate", "+micrate":
        let optsOut = rest.contains("notransaction")
        if rest.first == "up" { open(.sqlMigrate, undoes: false, optsOut: optsOut) }
        if rest.first == "down" { open(.sqlMigrate, undoes: true, optsOut: optsOut) }
      case "changeset": open(.liquibase, undoes: false, optsOut: rest.contains("runintransaction:false"))
      case "atlas:txmode": optedOut = optedOut || rest.first == "none"
      default: break
      }
    }
    if optedOut {
      for index in sections.indices { sections[index].tool = nil }
    }
    return sections
  }

  /// In bytes. A marker stands at the beginning of its comment.
  private static let longestMarker = 120

  private static func byPath(_ path: String) -> MigrationSection {
    let parts = path.split(separator: "/")
    let file = (parts.last ?? "").lowercased()
    let folder = parts.dropLast().last ?? ""
    let undoes = file == "down.sql" || file.hasSuffix(".down.sql") || file.hasSuffix("_down.sql")
    var tool: MigrationTool?
    if file.hasSuffix(".up.sql") || file.hasSuffix(".down.sql") {
      tool = .runner
    } else if file == "migration.sql", folder.prefix(14).count == 14, folder.prefix(14).allSatisfy(\.isNumber) {
      tool = .prisma
    } else if let first = file.first, first == "v" || first == "u" || first == "r", file.contains("__"),
      first == "r" ? file.hasPrefix("r__") : file.dropFirst().first?.isNumber == true
    {
      return MigrationSection(start: 0, tool: .flyway, undoes: first == "u")
    }
    return MigrationSection(start: 0, tool: tool, undoes: undoes)
  }
}

extension Node {
  /// The statement's form, `CREATE INDEX CONCURRENTLY`, when PostgreSQL refuses it inside a transaction block.
  public var formRefusedInTransaction: String? {
    switch kind {
    case .sqlCreateIndex: return has(.concurrently) ? "CREATE INDEX CONCURRENTLY" : nil
    case .sqlDropIndex: return has(.concurrently) ? "DROP INDEX CONCURRENTLY" : nil
    case .sqlReindex:
      if has(.concurrently) { return "REINDEX CONCURRENTLY" }
      switch object {
      case .schema: return "REINDEX SCHEMA"
      case .database: return "REINDEX DATABASE"
      case .system: return "REINDEX SYSTEM"
      default: return nil
      }
    case .sqlAlterTable:
      let detaches = children(.sqlDetachPartition).contains { $0.has(.concurrently) }
      return detaches ? "DETACH PARTITION CONCURRENTLY" : nil
    case .sqlVacuum: return "VACUUM"
    case .sqlCluster: return child(.table) == nil ? "CLUSTER of all tables" : nil
    case .sqlCreate, .sqlDrop:
      let verb = kind == .sqlCreate ? "CREATE" : "DROP"
      return object == .database ? "\(verb) DATABASE" : object == .tablespace ? "\(verb) TABLESPACE" : nil
    case .sqlAlter: return object == .system ? "ALTER SYSTEM" : nil
    default: return nil
    }
  }
}
