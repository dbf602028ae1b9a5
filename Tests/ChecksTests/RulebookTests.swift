import Checks
import Testing

@Suite struct RulebookTests {
  @Test func aRuleSaysWhatItIs() throws {
    let rule = try #require(Rulebook.rule("lock/index-not-concurrent"))
    #expect(rule.title == "Index built without CONCURRENTLY")
    #expect(rule.severity == .error)
    #expect(rule.languages.first == .sql)
    #expect(rule.incident == "lock")
    #expect(rule.examples.map(\.isBad).contains(true))
    #expect(rule.references.allSatisfy { $0.hasPrefix("https://") })
  }

  @Test func selectorsAreIdsClassesAndWords() throws {
    #expect(try Rulebook.select(["lock/index-not-concurrent"]).map(\.id) == ["lock/index-not-concurrent"])
    #expect(try Rulebook.select(["lock"]).allSatisfy { $0.incident == "lock" })
    #expect(try Rulebook.select(["all"]).count == Rulebook.rules.count)
    #expect(try Rulebook.select([]).allSatisfy { $0.isOn })
    #expect(try Rulebook.select(["all"], ignoring: ["all"]).isEmpty)
  }

  @Test(arguments: [
    ("lock/index-not-concurent", "lock/index-not-concurrent"),
    ("index-not-concurrent", "lock/index-not-concurrent"),
    ("lokc", "lock"), ("al", "all"),
  ])
  func anUnknownSelectorIsToldWhatWasMeant(selector: String, meant: String) {
    #expect(throws: UnknownRule.self) { try Rulebook.select([selector]) }
    #expect(UnknownRule(selector).suggestion == meant)
  }

  @Test func aStrangeWordGetsNoSuggestion() {
    #expect(UnknownRule("zebra-crossing").description == "no rule or class is named 'zebra-crossing'")
  }

  @Test func everyCheckHasItsRule() {
    #expect(Rulebook.checks.allSatisfy { Rulebook.rule($0.rule) != nil })
  }
}
