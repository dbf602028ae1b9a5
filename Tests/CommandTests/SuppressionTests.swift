import Checks
import Syntax
import Testing

@testable import Linter

@Suite struct SuppressionTests {
  private static let index = "CREATE INDEX i ON t (c);"

  @Test(arguments: [
    ("\(index) -- premortem: ignore[lock/index-not-concurrent] new table", true),
    ("\(index) /* premortem: ignore[lock] new table */", true),
    ("-- premortem: ignore[secret, lock] new table\n-- and more words\n\n\(index)", true),
    ("CREATE INDEX i\n  ON t (c); -- premortem: ignore[lock] new table", true),
    ("/* premortem: ignore[lock] */ \(index)", true),
    ("CREATE INDEX i -- premortem: ignore[lock] new table\n  ON t\n  (c);", true),
    ("CREATE INDEX i\n  -- premortem: ignore[lock] new table\n  ON t (c);", true),
    ("\(index) -- Premortem: Ignore[LOCK] new table", true),
    ("\(index)\n-- premortem: ignore-file[lock] generated", true),
    ("-- premortem: ignore[lock]\nSELECT 1;\n\(index)", false),
    ("\(index)\n-- premortem: ignore[lock]\nSELECT 1;", false),
    ("\(index) -- premortem: ignore[race] other", false),
    ("\(index) -- premortem: ignore everything", false),
    ("SELECT 'premortem: ignore-file[lock]'; \(index)", false),
  ])
  func aCommentIsForItsLineOrTheNextStatement(text: String, isSuppressed: Bool) throws {
    #expect(try Self.rules(text, .sql).contains("lock/index-not-concurrent") != isSuppressed, "\(text)")
  }

  @Test func sqlInStringsIsReachedFromBothSides() throws {
    let program = """
      import psycopg2
      def migrate(cursor: psycopg2.extensions.cursor):
          cursor.execute(\"""
            CREATE INDEX a ON t (c);  -- premortem: ignore[lock] in the SQL
            -- premortem: ignore[lock] before it
            CREATE INDEX b ON t (c);
          \""")
          # premortem: ignore[lock] before the call
          cursor.execute(
              "CREATE INDEX c ON t (c)")
          cursor.execute("CREATE INDEX d ON t (c)")  # premortem: ignore[lock] behind the call
      """
    #expect(try Self.rules(program, .python).isEmpty)
    let without = program.replacing("premortem:", with: "postmortem:")
    #expect(try Self.rules(without, .python).count { $0 == "lock/index-not-concurrent" } == 4)
  }

  @Test(arguments: ["call", "text", "sql", "argument"])
  func aCommentIsForThePlacesThatAFindingPointsTo(place: String) throws {
    func comment(_ here: String, _ sign: String = "#") -> String {
      here == place ? "  \(sign) premortem: ignore[breach/sql-injection] checked" : ""
    }
    let program = """
      import psycopg2
      def find(cursor: psycopg2.extensions.cursor, name):
          query = f\"\"\"
            SELECT id FROM users
            WHERE name = '{name}'\(comment("sql", "--"))
          \"\"\"\(comment("text"))
          cursor.execute(\(comment("call"))
              query\(comment("argument"))
          )
      """
    #expect(try Self.lint(program, .python, ["breach/sql-injection"]).findings.isEmpty)
    let without = program.replacing("premortem:", with: "postmortem:")
    #expect(try Self.lint(without, .python, ["breach/sql-injection"]).findings.count == 1)
  }

  @Test func textsWithoutAGrammarHaveCommentsToo() throws {
    let line = "url: postgres://admin:Sup3rS3cret" + "Pw9x@db.prod.acme.io/app"
    for text in ["\(line) # premortem: ignore[secret] rotated", "# premortem: ignore[secret]\n\n\(line)"] {
      let result = try Self.lint(text, .text)
      #expect(result.findings.isEmpty)
      #expect(result.suppressedCount == 1)
      #expect(!result.redactions.isEmpty)
    }
  }

  @Test func commentsThatHideNothingAreReported() throws {
    let unknown = try Self.lint("-- premortem: ignore[lock/index-not-concurent] x\nSELECT 1;", .sql)
    #expect(unknown.findings.map(\.rule) == ["meta/unknown-rule"])
    #expect(unknown.findings.first?.message.contains("Did you mean lock/index-not-concurrent?") == true)
    let unused = try Self.lint("SELECT 1; -- premortem: ignore[lock]", .sql)
    #expect(unused.findings.map(\.rule) == ["meta/unused-suppression"])
    #expect(unused.findings.first?.severity == .note)
    let broad = try Self.lint("SELECT 1; -- premortem: ignore[all]", .sql)
    #expect(broad.findings.first?.message == "Name the rules or classes: all is too broad, so this comment hides nothing.")
    let bare = try Self.lint("SELECT 1; -- premortem: ignore", .sql)
    #expect(bare.findings.map(\.rule) == ["meta/unknown-rule"])
  }

  @Test func aRuleThatDoesNotRunIsNoUnusedSuppression() throws {
    #expect(try Self.lint("SELECT 1; -- premortem: ignore[lock]", .sql, ["meta"]).findings.isEmpty)
  }

  @Test func anAuditSeesEverything() throws {
    let rules = try Rulebook.select([])
    let source = Source(path: "a.sql", language: .sql, bytes: Array("\(Self.index) -- premortem: ignore[lock] x".utf8))
    #expect(!Linter(rules, heedsSuppressions: false).lint(source).findings.isEmpty)
  }

  private static func rules(_ text: String, _ language: Language) throws -> [String] {
    try lint(text, language, ["lock/index-not-concurrent"]).findings.map(\.rule)
  }

  private static func lint(
    _ text: String, _ language: Language, _ selectors: [String] = []
  ) throws -> FileResult {
    Linter(try Rulebook.select(selectors)).lint(Source(path: "a", language: language, bytes: Array(text.utf8)))
  }
}
