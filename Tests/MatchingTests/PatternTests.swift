import Testing

@testable import Matching

@Suite struct PatternTests {
  private func match(_ pattern: String, _ text: String, _ window: Range<Int>? = nil, lastStart: Int? = nil)
    -> String
  {
    let matcher = Matcher()
    let bytes = Array(text.utf8)
    switch matcher.firstMatch(of: Pattern(pattern), in: bytes, window: window, lastStart: lastStart) {
    case .none: return "none"
    case .gaveUp(let error): return "gave up: \(error)"
    case .match(let match): return String(decoding: bytes[match.range], as: UTF8.self)
    }
  }

  @Test func findsTheFirstMatch() {
    #expect(match("b+", "abbabbb") == "bb")
    #expect(match("x", "abc") == "none")
    #expect(match("^$", "") == "")
  }

  @Test func windowBoundsTheMatchButAssertionsSeeWhatStandsBefore() {
    #expect(match("b+", "abbabbb", 3..<6) == "bb")
    #expect(match(#"\bkey"#, "monkey", 3..<6) == "none")
    #expect(match(#"\bkey"#, "mon key", 4..<7) == "key")
    #expect(match("a", "a", 5..<9) == "none")
  }

  @Test func aMatchMayHaveToStartEarly() {
    #expect(match("b", "aab", lastStart: 1) == "none")
    #expect(match("b", "aab", lastStart: 2) == "b")
  }

  @Test func groupsHaveNamesAndMayBeAbsent() {
    let bytes = Array(#"password = 'abc'"#.utf8)
    let pattern = Pattern(#"(?J)(?<key>\w+) = (?:"(?<value>[^"]*)"|'(?<value>[^']*)')(?<rest>x)?"#)
    guard case .match(let match) = Matcher().firstMatch(of: pattern, in: bytes) else {
      Issue.record("no match")
      return
    }
    #expect(match["key"] == 0..<8)
    #expect(match["value"] == 12..<15)
    #expect(match["rest"] == nil)
    #expect(match["unheard"] == nil)
    #expect(match.groups[0] == 0..<16)
  }

  @Test func theManyGroupsOfAPatternDoNotHideItsMatch() {
    #expect(match(String(repeating: "(a)", count: 80), String(repeating: "a", count: 80)).count == 80)
  }

  @Test func bytesNeedNotBeText() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0x00, 0x62]
    guard case .match(let match) = Matcher().firstMatch(of: Pattern(#"a\x00b"#), in: bytes) else {
      Issue.record("no match")
      return
    }
    #expect(match.range == 2..<5)
  }

  @Test func everyMatchIsMetOnceAndEmptyOnesEndToo() {
    let bytes = Array("a1b22".utf8)
    var found: [Range<Int>] = []
    let error = Matcher().forEachMatch(of: Pattern(#"\d*"#), in: bytes) { found.append($0.range) }
    #expect(error == nil)
    #expect(found == [0..<0, 1..<2, 2..<2, 3..<5, 5..<5])
  }

  @Test func anExplosivePatternStopsAndSaysSo() {
    let text = String(repeating: "a", count: 5_000)
    #expect(match("(a+)+(a+)+$b", text) == "none" || match("(a+)+(a+)+$b", text).hasPrefix("gave up"))
    #expect(match("^(a|a|aa)+$x|^(a+)*[bc]", text + "!") == "gave up: stopped at its step limit")
  }

  @Test func aBrokenPatternIsNamed() throws {
    #expect(throws: PatternError.invalid(message: "missing closing parenthesis", offset: 2)) {
      try Pattern("(a").validate()
    }
    #expect(match("(a", "a") == "gave up: missing closing parenthesis at offset 2")
  }

  @Test func manyThreadsShareOnePattern() async {
    let pattern = Pattern(#"(?<word>\w+)@"#)
    let bytes = Array("somebody@".utf8)
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let matcher = Matcher()
          return (0..<500).count { _ in
            if case .match(let match) = matcher.firstMatch(of: pattern, in: bytes) {
              return match["word"] == 0..<8
            }
            return false
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 500, count: 8))
  }
}
