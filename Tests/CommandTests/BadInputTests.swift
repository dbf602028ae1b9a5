import Foundation
import Testing

/// Nothing crashes, hangs, or is left out in silence.
@Suite struct BadInputTests {
  private static let rule = "[lock/index-not-concurrent]"

  // MARK: Encodings

  @Test func textInOtherEncodingsIsChecked() throws {
    let latin = Array("-- Stra".utf8) + [0xDF, 0x65, 0x0A] + Array(blockingIndex.utf8)
    let shiftJIS = Array("SELECT '".utf8) + [0x83, 0x5C] + Array("';\n".utf8) + Array(blockingIndex.utf8)
    let cases: [(String, [UInt8], String)] = [
      ("utf-8 with mark", [0xEF, 0xBB, 0xBF] + Array(blockingIndex.utf8), "1:1"),
      ("utf-16 LE", Self.utf16(blockingIndex, bigEndian: false), "1:1"),
      ("utf-16 BE", Self.utf16("-- ä\n" + blockingIndex, bigEndian: true), "2:1"),
      ("latin 1", latin, "2:1"),
      ("shift-jis", shiftJIS, "2:1"),
      ("one nul", Array("-- \0\n".utf8) + Array(blockingIndex.utf8), "2:1"),
      ("crlf", Array("SELECT 1;\r\n\r\nCREATE INDEX i ON t (c);\r\n".utf8), "3:1"),
      ("lone cr", Array("SELECT 1;\rCREATE INDEX i ON t (c);\r".utf8), "2:1"),
      ("no final newline", Array("CREATE INDEX i ON t (c)".utf8), "1:1"),
    ]
    for (name, bytes, place) in cases {
      let folder = try Folder()
      try folder.write("a.sql", bytes)
      let run = try Premortem("--format", "concise", "a.sql", in: folder)
      #expect(run.output.hasPrefix("a.sql:\(place): error:"), "\(name)")
      #expect(run.status == 1, "\(name)")
    }
  }

  @Test func whatIsNoTextIsSaid() throws {
    let folder = try Folder()
    try folder.write("zeros.sql", [UInt8](repeating: 0, count: 1 << 20))
    try folder.write("all.sql", (0...4095).map { UInt8(truncatingIfNeeded: $0) })
    try folder.write("utf16.sql", blockingIndex.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    for name in folder.names {
      let run = try Premortem(name, in: folder)
      #expect(run.status == 2)
      #expect(run.errors == "premortem: \(name): binary, not text\n")
    }
    let walk = try Premortem("--allow-empty", in: folder)
    #expect(walk.status == 0)
    #expect(walk.output.contains("Skipped 3 binary files."))
  }

  @Test func emptyFilesAreClean() throws {
    let folder = try Folder(["a.sql": "", "b.py": "\n", "c.py": "\u{FEFF}"])
    #expect(try Premortem(in: folder).status == 0)
  }

  // MARK: Size and depth

  @Test func aTooLargeFileIsSaid() throws {
    let folder = try Folder(["a.sql": blockingIndex])
    let run = try Premortem("--max-file-size", "10", "a.sql", in: folder)
    #expect(run.status == 2)
    #expect(run.errors == "premortem: a.sql: larger than --max-file-size\n")
    #expect(try Premortem("--max-file-size", "10", ".", "--allow-empty", in: folder).output.contains("Skipped 1 too large file."))
    #expect(try Premortem("--max-file-size", "0", "a.sql", in: folder).status == 1)
  }

  @Test func aLineOfTenMegabytesIsShownInPart() throws {
    let folder = try Folder()
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 5_000_000)
    let index = Array("*/ CREATE INDEX i ON t (c); /*".utf8)
    try folder.write("a.sql", Array("/*".utf8) + filler + index + filler + Array("*/\n".utf8))
    let run = try Premortem("--max-file-size", "0", "a.sql", in: folder)
    #expect(run.status == 1)
    #expect(run.output.contains("…"))
    #expect(run.lines.allSatisfy { $0.count <= 200 })
  }

  @Test func deepNestingIsSaidAndTheRestChecked() throws {
    let folder = try Folder()
    let open = String(repeating: "(", count: 20_000)
    let close = String(repeating: ")", count: 20_000)
    try folder.write("a.sql", Array("SELECT \(open)1\(close);\n\(blockingIndex)".utf8))
    try folder.write("b.py", Array("x = \(open)1\(close)\n".utf8))
    let run = try Premortem("--format", "concise", in: folder)
    #expect(run.status == 1)
    #expect(run.output.contains("a.sql:2:1: error:"))
    #expect(run.lines.count { $0.contains("warning") && $0.contains("[meta/syntax-error]") } == 2)
  }

  @Test func manyFindingsOfOneRuleAreCapped() throws {
    let folder = try Folder(["a.sql": String(repeating: blockingIndex, count: 150)])
    let run = try Premortem("--format", "full", "--select", "lock/index-not-concurrent", "a.sql", in: folder)
    #expect(run.lines.count { $0.hasPrefix("a.sql:") && $0.contains("error:") } == 100)
    #expect(run.output.contains("a.sql: 50 more of lock/index-not-concurrent in this file\n"))
    #expect(run.output.contains("150 errors in 1 file"))
    let json = try Premortem("--format", "json", "--select", "lock/index-not-concurrent", in: folder).output
    #expect(json.contains("\"errors\": 150"))
    #expect(json.contains(/"omitted": \[\s*\{\s*"path": "a.sql",\s*"rule": "lock\/index-not-concurrent",\s*"count": 50/))
    let sarif = try Premortem("--format", "sarif", "--select", "lock/index-not-concurrent", in: folder).output
    #expect(sarif.contains("50 more findings of lock/index-not-concurrent"))
    let lines = try Premortem("--format", "jsonl", "--select", "lock/index-not-concurrent", in: folder)
    #expect(lines.lines.count == 100)
    #expect(lines.errors == "a.sql: 50 more of lock/index-not-concurrent in this file\n")
  }

  @Test func aCrashOnOneFileHidesNoOther() throws {
    let folder = try Folder(["a.sql": blockingIndex, "c.sql": blockingIndex])
    let depth = 390
    try folder.write("b.py", Array("x = \(String(repeating: "(", count: depth))1\(String(repeating: ")", count: depth))\n".utf8))
    // A stack that is too small for the nesting that parsers allow themselves.
    let run = try Premortem.shell("ulimit -s 200; $premortem --format concise -j 1 .", in: folder)
    #expect(run.status == 3)
    #expect(run.errors.contains("premortem: b.py: premortem failed on this file"))
    #expect(run.lines.map { $0.prefix(6) } == ["a.sql:", "c.sql:"])
  }

  // MARK: Broken syntax

  @Test func theStatementAfterABrokenOneIsChecked() throws {
    let folder = try Folder(["a.sql": "SELECT FROM FROM WHERE ((;\n<<<<<<< HEAD\n\(blockingIndex)"])
    let run = try Premortem("a.sql", in: folder)
    #expect(run.output.contains("a.sql:3:1: error:"))
    #expect(run.output.contains("1 file with text that the grammar does not know: the rest of it was checked."))
  }

  // MARK: Output

  @Test func whatComesFromFilesCannotActInATerminalOrALog() throws {
    let folder = try Folder()
    let text = "CREATE INDEX i ON t (c, '\u{1B}]0;x\u{7}##[error]y ##vso[z]\u{202E}');\n"
    try folder.write("::error ::x\u{1B}.sql", Array(text.utf8))
    let run = try Premortem(in: folder)
    #expect(run.output.hasPrefix(": :error ::x\\x1B.sql:1:1: error:"))
    #expect(run.output.contains("\\x1B]0;x\\x07# #[error]y # #vso[z]\\u{202E}"))
    let bytes = Array(run.output.utf8)
    #expect(!bytes.contains(0x1B) && !bytes.contains(0x07))
    let json = try Premortem("--format", "json", in: folder).output
    #expect(!json.contains("##[") && !json.contains("\u{1B}") && !json.contains("\u{202E}"))
  }

  @Test func namesOfAnyBytesAreCheckedAndPrintedInOneLine() throws {
    let folder = try Folder()
    let script = "for n in $'a\\nb.sql' $'\\xff.sql' -- -j.sql '*.sql' '{}.sql' ' .sql'; do cp good ./\"$n\"; done"
    try folder.write("good", Array(blockingIndex.utf8))
    _ = try Premortem.shell(script, in: folder)
    let run = try Premortem("--format", "concise", "--select", "lock/index-not-concurrent", in: folder)
    let names = run.lines.compactMap { $0.split(separator: ":1:1:").first }
    #expect(names == [" .sql", "*.sql", "-j.sql", "a\\nb.sql", "{}.sql", "\\xFF.sql"])
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let folder = try Folder(["a.sql": String(repeating: blockingIndex, count: 5000)])
    let run = try Premortem.shell("$premortem a.sql | head -1; echo ${PIPESTATUS[0]}", in: folder)
    #expect(run.lines.last == "1")
    #expect(run.errors.isEmpty)
  }

  @Test func aReportThatCannotBeWrittenIsTwo() throws {
    let folder = try Folder(["a.sql": blockingIndex])
    let full = try Premortem.shell("$premortem a.sql > /dev/full", in: folder)
    #expect(full.status == 2)
    #expect(full.errors == "premortem: cannot write to standard output: no space left on device\n")
    #expect(try Premortem.shell("$premortem a.sql >&-", in: folder).status == 2)
    #expect(try Premortem.shell("$premortem a.sql <&- 2>&-", in: folder).status == 1)
    let missing = try Premortem("--output", "json=no/where.json", "a.sql", in: folder)
    #expect(missing.status == 2)
    #expect(missing.errors == "premortem: no/where.json: cannot write the report: no such directory\n")
  }

  @Test func anOutputFileIsWholeAndNeverReachedThroughALink() throws {
    let folder = try Folder(["a.sql": blockingIndex, "precious": "keep"])
    _ = try Premortem.shell("ln -s precious out.json", in: folder)
    let run = try Premortem("--output", "json=out.json", "--output", "concise=out.txt", "a.sql", in: folder)
    #expect(run.status == 2)
    #expect(run.errors == "premortem: out.json: cannot write the report: it is a symbolic link\n")
    #expect(try folder.read("precious") == "keep")
    #expect(try folder.read("out.txt").hasPrefix("a.sql:1:1: error:"))
    #expect(folder.names == ["a.sql", "out.json", "out.txt", "precious"])
  }

  // MARK: Kinds of files

  @Test func linksAreFollowedOnlyWhenNamedAndNotOutOfTheTree() throws {
    let folder = try Folder(["tree/a.sql": blockingIndex, "outside.sql": blockingIndex])
    _ = try Premortem.shell(
      "cd tree; ln -s a.sql in.sql; ln -s ../outside.sql out.sql; ln -s nothing dead.sql; ln -s . loop", in: folder)
    let tree = "cd tree; $premortem --format concise"
    let walk = try Premortem.shell(tree, in: folder)
    #expect(walk.lines.count == 1)
    #expect(walk.errors.contains("Skipped 4 symbolic links."))
    #expect(try Premortem.shell("\(tree) in.sql", in: folder).output.hasPrefix("a.sql:1:1:"))
    let out = try Premortem.shell("\(tree) out.sql", in: folder)
    #expect(out.status == 2)
    #expect(out.errors.contains("out.sql: symbolic link out of the working directory"))
    #expect(try Premortem.shell("\(tree) --follow-symlinks out.sql", in: folder).status == 1)
    #expect(try Premortem.shell("\(tree) dead.sql", in: folder).status == 2)
    _ = try Premortem.shell("mkdir far; cp outside.sql far; ln -s ../far tree/dir; ln -s . tree/here", in: folder)
    #expect(try Premortem.shell("\(tree) dir/outside.sql", in: folder).errors.contains("symbolic link out of"))
    #expect(try Premortem.shell("\(tree) dir/", in: folder).status == 2)
    #expect(try Premortem.shell("\(tree) --follow-symlinks dir/outside.sql", in: folder).status == 1)
    #expect(try Premortem.shell("\(tree) here/a.sql", in: folder).output.hasPrefix("a.sql:1:1:"))
    #expect(try Premortem.shell("\(tree) ../far/outside.sql", in: folder).status == 1)
  }

  @Test func pipesAndDevicesDoNotHang() throws {
    let folder = try Folder(["a.sql": blockingIndex])
    _ = try Premortem.shell("mkfifo pipe.sql; ln -s /dev/zero zero.sql", in: folder)
    #expect(try Premortem("--format", "concise", in: folder).errors.contains("1 pipe, socket or device, 1 symbolic link."))
    #expect(try Premortem.shell("$premortem /dev/zero", in: folder).errors == "premortem: /dev/zero: is a device\n")
    let substitution = try Premortem.shell("$premortem --format concise <(sleep 0.2; cat a.sql)", in: folder)
    #expect(substitution.status == 0 && substitution.errors.contains("1 file"))
  }

  @Test func standardInputIsCheckedUnderItsName() throws {
    let folder = try Folder()
    let run = try Premortem(
      "--format", "concise", "--stdin-filename", "db/1.sql", "-", in: folder, input: Array(blockingIndex.utf8))
    #expect(run.output.hasPrefix("db/1.sql:1:1: error:"))
    let large = try Premortem.shell("yes | $premortem --stdin-filename a.sql -", in: folder)
    #expect(large.status == 2)
    #expect(large.errors == "premortem: a.sql: larger than --max-file-size\n")
  }

  @Test func oneFileIsReportedOnce() throws {
    let folder = try Folder(["a.sql": blockingIndex])
    _ = try Premortem.shell("ln a.sql b.sql", in: folder)
    let run = try Premortem("--format", "concise", "a.sql", "a.sql", ".", in: folder)
    #expect(run.lines.count == 1)
    let script = "mkdir -p a/b; mv a.sql a/b/m.sql; cd a; $premortem --format concise b/m.sql ./b/m.sql $PWD/b/m.sql b ../a/b/m.sql"
    let names = try Premortem.shell(script, in: folder)
    #expect(names.lines.count == 1)
    #expect(names.output.hasPrefix("b/m.sql:1:1:"))
    #expect(names.errors.contains("1 error in 1 file"))
  }

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }
}
