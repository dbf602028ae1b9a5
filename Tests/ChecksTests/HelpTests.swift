import Checks
import Syntax
import Testing

@testable import Linter

/// What stands under `fix:` as SQL can be pasted.
@Suite struct HelpTests {
  private static let linter = Linter(Rulebook.rules.filter { $0.isOn && $0.id.hasPrefix("lock/") })

  private static func findings(_ sql: String) -> FileResult {
    linter.lint(Source(path: "help.sql", language: .sql, bytes: Array(sql.utf8)))
  }

  @Test(arguments: [
    #"ALTER TABLE "Big One" ADD PRIMARY KEY ("Id");"#,
    #"ALTER TABLE app."Big One" ADD COLUMN "N o" bigserial PRIMARY KEY;"#,
    "ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (fillfactor = 70) DEFERRABLE;",
    "ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 1 CHECK (a > 0) UNIQUE REFERENCES u (id) ON DELETE CASCADE;",
    "ALTER TABLE t ADD COLUMN a uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE -- why\n INCLUDE (b);",
    "ALTER TABLE t ADD COLUMN a bigint GENERATED ALWAYS AS IDENTITY (START WITH 5) CHECK (a > 0) CHECK (a < 9);",
    "ALTER TABLE t ADD CHECK (a = 'x  y');",
    #"ALTER TABLE "T t" ALTER COLUMN "C" SET NOT NULL;"#,
  ])
  func theStatementsOfAHelpParseAndHoldNoLockThatIsReported(definition: String) {
    let found = Self.findings(definition).findings
    #expect(!found.isEmpty)
    for finding in found {
      let lines = finding.help.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.hasSuffix(";") }
      let result = Self.findings(lines.joined(separator: "\n"))
      #expect(!lines.isEmpty && result.isUnderstood, "\(finding.help)")
      #expect(result.findings.allSatisfy { $0.severity == .note }, "\(finding.help)")
    }
  }

  @Test(arguments: [
    ("ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b);", "(a) INCLUDE (b) NULLS NOT DISTINCT;"),
    (#"ALTER TABLE "Big One" ADD PRIMARY KEY ("Id");"#, #"CONCURRENTLY "Big One_pkey" ON "Big One" ("Id");"#),
    ("ALTER TABLE t ADD UNIQUE (a) DEFERRABLE;", "UNIQUE USING INDEX t_a_key DEFERRABLE;"),
  ])
  func nothingOfADefinitionIsLost(definition: String, part: String) {
    #expect(Self.findings(definition).findings.contains { $0.help.contains(part) })
  }
}
