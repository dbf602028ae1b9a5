import Testing

@Suite struct TextReportTests {
  @Test func theFullFormNamesPlaceSourceReasonAndCure() throws {
    let folder = try Folder(["db/2.sql": "SELECT 1;\n\n\(blockingIndex)\tCREATE INDEX b ON 表 (\"é\");\n"])
    let run = try Premortem("--select", "lock/index-not-concurrent", "db", in: folder)
    let expected = """
      db/2.sql:3:1: error: MESSAGE [lock/index-not-concurrent]
       3 | CREATE INDEX orders_customer_id_idx ON orders (customer_id);
         | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        why:
        fix:

      db/2.sql:4:2: error: MESSAGE [lock/index-not-concurrent]
       4 |     CREATE INDEX b ON 表 ("é");
         |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
        fix:

      2 errors in 1 file (1 SQL).

      """
    #expect(Self.skeleton(run.output) == expected)
  }

  @Test func everyFindingHasItsFixUnlessTheOneBeforeHasTheSame() throws {
    let other = "CREATE INDEX b ON orders (b);\n"
    let folder = try Folder(["a.sql": blockingIndex + blockingIndex + other, "b.sql": blockingIndex])
    let output = try Premortem("--select", "lock/index-not-concurrent", in: folder).output
    #expect(output.split(separator: "  why:").count == 2)
    #expect(output.split(separator: "  fix:").count == 4)
    #expect(!output.contains(" \n"))
  }

  @Test func theConciseFormIsALineAFinding() throws {
    let run = try Premortem("--format", "concise", "a.sql", in: Folder(["a.sql": blockingIndex]))
    #expect(run.lines.count == 1)
    #expect(run.output.wholeMatch(of: /a\.sql:1:1: error: .+ \[lock\/index-not-concurrent\]\n/) != nil)
    #expect(run.errors == "1 error in 1 file (1 SQL).\n")
  }

  @Test func longLinesAreCutAroundTheCaret() throws {
    let filler = String(repeating: "x", count: 500)
    let folder = try Folder(["a.sql": "/* \(filler) */ CREATE INDEX i ON t (c); /* \(filler) */\n"])
    let run = try Premortem("a.sql", in: folder)
    let frame = run.lines[1...2].map { Array($0) }
    #expect(frame[0].count <= 200)
    let caret = try #require(frame[1].firstIndex(of: "^"))
    #expect(String(frame[0][caret...]).hasPrefix("CREATE INDEX"))
  }

  @Test func secretsAreMaskedAlsoInTheFramesOfOtherFindings() throws {
    let secret = "Sup3rS3cret" + "Pw9x"
    let folder = try Folder([
      "a.py": "URL = \"postgres://admin:\(secret)@db.internal/app\"; def f(:\n# premortem: ignore[nothing]\n"
    ])
    for format in ["full", "concise", "json", "jsonl", "sarif"] {
      for rules in ["default", "meta"] {
        let run = try Premortem("--format", format, "--show", "note", "--select", rules, in: folder)
        #expect(!run.output.contains(secret), "\(format) \(rules)")
        #expect(run.status == 1)
      }
    }
  }

  @Test func coloursAreForTerminalsUnlessAskedFor() throws {
    let folder = try Folder(["a.sql": blockingIndex])
    func isColored(_ arguments: String, _ environment: String = "") throws -> Bool {
      try Premortem.shell("\(environment) $premortem \(arguments) a.sql", in: folder).output.contains("\u{1B}[")
    }
    #expect(try !isColored(""))
    #expect(try isColored("--color always"))
    #expect(try isColored("", "FORCE_COLOR=1"))
    #expect(try isColored("", "CLICOLOR_FORCE=1"))
    #expect(try !isColored("", "FORCE_COLOR=0"))
    #expect(try !isColored("", "NO_COLOR=1 FORCE_COLOR=1"))
    #expect(try !isColored("--color never", "FORCE_COLOR=1"))
    #expect(try !isColored("--format json", "FORCE_COLOR=1"))
  }

  @Test func theSummarySaysWhatWasCheckedAndWhatNot() throws {
    let folder = try Folder([
      "a.sql": blockingIndex, "b.py": "x = 1\n", "c.md": "text\n", "node_modules/x.js": "", ".gitignore": "*.log\n",
      "x.log": "", "y.min.js": "x", "z.lock": "\0\0\0",
    ])
    let run = try Premortem("--ignore", "lock", in: folder)
    #expect(
      run.output == """
        Nothing found in 4 files (1 SQL, 1 Python, 2 other text).
        Skipped 1 binary file, 1 directory of dependencies or build output, 1 ignored by git, 1 minified file.

        """)
  }

  @Test func theOrderDoesNotDependOnThreads() throws {
    let files = (0..<60).map { ("d\($0 % 7)/f\($0).sql", blockingIndex) }
    let folder = try Folder(Dictionary(uniqueKeysWithValues: files))
    let one = try Premortem("-j", "1", in: folder).output
    #expect(try Premortem("-j", "8", in: folder).output == one)
  }

  /// The report without the words of the rule.
  private static func skeleton(_ report: String) -> String {
    var lines: [String] = []
    for line in report.split(separator: "\n", omittingEmptySubsequences: false) {
      if let header = line.firstMatch(of: /^(\S+ error: ).*( \[\S+\])$/) {
        lines.append("\(header.1)MESSAGE\(header.2)")
      } else if line.hasPrefix("  why:") || line.hasPrefix("  fix:") {
        lines.append(String(line.prefix(6)))
      } else if !line.hasPrefix("       ") || line.contains("|") {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n")
  }
}
