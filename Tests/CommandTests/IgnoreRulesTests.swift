import Testing

@testable import Linter

/// As gitignore(5) has it.
@Suite struct IgnorePatternTests {
  @Test(arguments: [
    ("*.log", ["a.log", "d/a.log"], ["a.logs", "log"]),
    ("/*.log", ["a.log"], ["d/a.log"]),
    ("d/*.log", ["d/a.log"], ["x/d/a.log", "d/e/a.log"]),
    ("**/d/a", ["d/a", "x/y/d/a"], ["d/b/a"]),
    ("d/**", ["d/a", "d/e/a"], ["d", "x/d/a"]),
    ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb"]),
    ("a?c", ["abc"], ["ac", "a/c"]),
    ("[a-c]x", ["ax", "bx"], ["dx", "-x"]),
    ("[!a-c]x", ["dx"], ["ax"]),
    ("[]a]x", ["]x", "ax"], ["bx"]),
    ("\\!a", ["!a"], ["a"]),
    ("\\#a", ["#a"], ["a"]),
    ("a\\ ", ["a "], ["a"]),
    ("a  ", ["a"], ["a "]),
    ("a*b*c", ["abc", "axbxc"], ["ab", "acb"]),
    ("[[:digit:]]", ["7"], ["x"]),
  ])
  func patterns(text: String, matching: [String], other: [String]) throws {
    let pattern = try #require(IgnorePattern(line: Array(text.utf8)[...]))
    for path in matching { #expect(Self.matches(pattern, path), "\(text) matches \(path)") }
    for path in other { #expect(!Self.matches(pattern, path), "\(text) does not match \(path)") }
  }

  @Test(arguments: ["", "#a", "/", "   ", "[a", "a\\"])
  func noPatterns(text: String) {
    #expect(IgnorePattern(line: Array(text.utf8)[...]) == nil)
  }

  @Test func aBombTakesNoTime() throws {
    let stars = String(repeating: "a*", count: 2000) + "b"
    let pattern = try #require(IgnorePattern(line: Array(stars.utf8)[...]))
    #expect(!Self.matches(pattern, String(repeating: "a", count: 5000)))
    let directories = "x/" + String(repeating: "**/a/", count: 500) + "b"
    let deep = try #require(IgnorePattern(line: Array(directories.utf8)[...]))
    #expect(!Self.matches(deep, "x/" + String(repeating: "a/", count: 1500) + "c"))
  }

  private static func matches(_ pattern: IgnorePattern, _ path: String) -> Bool {
    pattern.matches(path.split(separator: "/").map { Array($0.utf8) }[...])
  }
}

@Suite struct IgnoreFileTests {
  @Test func innerFilesAndLaterLinesHaveTheLastWord() throws {
    let folder = try Folder([
      ".git/info/exclude": "excluded.sql\n",
      ".gitignore": "*.sql\n!keep.sql\n/out/\n",
      "a.sql": "", "keep.sql": cleanSQL, "excluded.sql": "",
      "sub/.gitignore": "!b.sql\nkeep.sql\n",
      "sub/a.sql": "", "sub/b.sql": cleanSQL, "sub/keep.sql": "", "sub/out/keep.sql": "",
      "out/keep.sql": cleanSQL,
    ])
    let run = try Premortem(in: folder)
    #expect(run.output.hasPrefix("Nothing found in 4 files (2 SQL, 2 other text).\n"))
    let below = try Premortem("sub", in: folder)
    #expect(below.output.hasPrefix("Nothing found in 2 files (1 SQL, 1 other text).\n"))
    let named = try Premortem("a.sql", "sub/a.sql", in: folder)
    #expect(named.output.hasPrefix("Nothing found in 2 files (2 SQL).\n"))
  }

  @Test func anIgnoreFileThatIsAPipeDoesNotHang() throws {
    let folder = try Folder(["a.sql": cleanSQL])
    _ = try Premortem.shell("mkfifo .gitignore", in: folder)
    #expect(try Premortem(in: folder).status == 0)
  }
}
