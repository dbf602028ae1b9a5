import Analysis
import Checks
import Report
import Testing

/// What `Rules/README.md` promises about the texts.
@Suite struct HouseRulesOfRules {
  @Test func everyRuleExplainsItself() {
    for rule in Rulebook.rules {
      let texts = [rule.title, rule.summary, rule.why, rule.fix] + rule.references
      #expect(texts.allSatisfy { !$0.isEmpty } && !rule.references.isEmpty, "\(rule.id)")
      #expect(!rule.title.contains("\n") && rule.title.count <= 72 && !rule.title.hasSuffix("."), "\(rule.id)")
      #expect(rule.summary.hasSuffix("."), "\(rule.id): the summary is a sentence")
      #expect(Severity(named: rule.document.string("severity") ?? "") != nil, "\(rule.id)")
      #expect(
        rule.languages.map(\.rawValue) == rule.document.strings("languages"), "\(rule.id) names an unknown language")
    }
    for check in Rulebook.checks {
      let examples = Rulebook.rule(check.rule)?.examples.map(\.isBad) ?? []
      #expect(examples.contains(true) && examples.contains(false), "\(check.rule)")
    }
  }

  @Test func everyCheckLooksAtSomething() {
    for check in Rulebook.checks { #expect(!check.kinds.isEmpty, "\(check.rule)") }
  }

  /// A misspelt key would be a library that silently means nothing.
  @Test func everyKeyOfAVocabularyIsReadSomewhere() throws {
    var literals: Set<String> = []
    for path in Repository.files(under: "Sources", "swift") {
      let pieces = try Repository.bytes(path).split(separator: UInt8(ascii: "\""))
      literals.formUnion(pieces.filter { $0.count < 40 }.map { String(decoding: $0, as: UTF8.self) })
    }
    func check(_ document: Document, in vocabulary: String) {
      for key in document.keys {
        let isRead = literals.contains(key)
        #expect(isRead, "\(vocabulary): no code reads '\(key)'")
        for inner in document.documents(key) { check(inner, in: vocabulary) }
      }
    }
    let vocabulary = Rulebook.documents(under: "vocabulary")
    #expect(!vocabulary.isEmpty)
    for document in vocabulary { check(document, in: document.id) }
  }

  @Test(.enabled(if: (try? Repository.bytes("README.md")) != nil))
  func theTableOfRulesInTheREADMEIsCurrent() throws {
    let parts = try Repository.text("README.md").split(separator: "<!-- rules -->\n")
    try #require(parts.count == 3, "README.md holds the table of rules between two lines <!-- rules -->")
    #expect(
      parts[1] == String(decoding: RuleList.markdown(Rulebook.rules), as: UTF8.self),
      "put what `premortem rules --format markdown` prints there")
  }
}
