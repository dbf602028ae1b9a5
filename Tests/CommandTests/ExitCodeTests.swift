import Testing

@Suite struct ExitCodeTests {
  @Test func nothingFoundIsZero() throws {
    let run = try Premortem("check", ".", in: Folder(["a.sql": cleanSQL]))
    #expect(run.status == 0)
    #expect(run.output == "Nothing found in 1 file (1 SQL).\n")
    #expect(run.errors.isEmpty)
  }

  @Test func findingsAreOne() throws {
    #expect(try Premortem("a.sql", in: Folder(["a.sql": blockingIndex])).status == 1)
  }

  @Test func theGateCanBeMovedAndOpened() throws {
    let folder = try Folder(["a.py": "def f(:\n"])
    #expect(try Premortem("--fail-on", "note", "a.py", in: folder).status == 1)
    #expect(try Premortem("--fail-on=warning", "a.py", in: folder).status == 0)
    let broken = try Folder(["a.sql": blockingIndex])
    #expect(try Premortem("--exit-zero", "a.sql", in: broken).status == 0)
    #expect(try Premortem("--exit-zero", "a.sql", "missing.sql", in: broken).status == 2)
  }

  @Test func aMissingPathIsTwoAndHidesNoFinding() throws {
    let run = try Premortem("a.sql", "missing.sql", in: Folder(["a.sql": blockingIndex]))
    #expect(run.status == 2)
    #expect(run.errors == "premortem: missing.sql: no such file or directory\n")
    #expect(run.output.contains("[lock/index-not-concurrent]"))
    #expect(run.output.contains("1 path could not be checked."))
  }

  @Test func checkingNothingIsTwo() throws {
    let folder = try Folder()
    let run = try Premortem("check", in: folder)
    #expect(run.status == 2)
    #expect(run.errors == "premortem: no file to check (--allow-empty makes that fine)\n")
    #expect(try Premortem("--allow-empty", in: folder).status == 0)
  }

  @Test(arguments: [
    (["--frmat", "json"], "unknown option '--frmat'; did you mean '--format'?"),
    (["--format", "jsn"], "--format is one of full, concise, json, jsonl, sarif, not 'jsn'; did you mean 'json'?"),
    (["--format"], "--format needs a value"),
    (["--exit-zero=1"], "unexpected value '1'"),
    (["-j", "0"], "-j is a whole number of at least 1, not '0'"),
    (["--select", "lok"], "no rule or class is named 'lok'; did you mean 'lock'?"),
    (["--select", "index-not-concurrent/"], "no rule or class is named 'index-not-concurrent/'"),
    (["--output", "report.json"], "--output is written FORMAT=FILE, not 'report.json'"),
    (["-"], "'-' needs --stdin-filename NAME, which tells the language"),
    (["--stdin-filename", "a.sql", "a.sql"], "--stdin-filename needs '-' as the only path"),
    (["explain"], "explain needs the id of a rule"),
    (["explain", "index-not-concurrent"], "did you mean 'lock/index-not-concurrent'?"),
    (["help", "chek"], "no command is named 'chek'; did you mean 'check'?"),
    (["rules", "lock"], "unexpected 'lock'"),
    (["tree"], "tree needs a file"),
    (["chekc"], "chekc: no such file or directory; did you mean the command 'check'?"),
    (["version"], "did you mean '--version'?"),
  ])
  func aWrongCommandLineIsTwoAndSaysWhy(arguments: [String], message: String) throws {
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    let run = try Premortem.shell("$premortem \(quoted)", in: Folder(["a.sql": cleanSQL]))
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(run.output.isEmpty)
  }

  @Test func helpAndVersionAreZero() throws {
    let folder = try Folder()
    #expect(try Premortem("--version", in: folder).output == "premortem 0.1.0\n")
    #expect(try Premortem("-V", in: folder).output == "premortem 0.1.0\n")
    for arguments in ["--help", "check --help", "help explain", "rules -h", "tree --help"] {
      let run = try Premortem.shell("$premortem \(arguments)", in: folder)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("premortem"))
      #expect(run.lines.allSatisfy { $0.count <= 88 })
    }
  }
}
