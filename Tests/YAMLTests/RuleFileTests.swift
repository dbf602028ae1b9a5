import Testing
import YAML

@testable import embed_rules

/// What stops the build.
@Suite struct RuleFileTests {
  @Test func aCompleteRuleIsAccepted() throws {
    #expect(try problems(rule) == [])
  }

  @Test(arguments: [
    ("severity: error", "severity: fatal", "2:11: expected error, warning, note, not 'fatal'"),
    ("confidence: high", "confidence: low", "3:13: expected high, medium, not 'low'"),
    ("[sql]", "[sql, cobol]", "4:18: expected sql, python"),
    ("[sql]", "sql", "4:12: 'languages' must be a list, not a text"),
    ("summary: s", "summary: |\n  s\n  t", "5:10: 'summary' must be one line"),
    ("why: w", "why:", "6:5: 'why' must be a text, not nothing"),
    ("why: w", "", "1:1: 'why' is missing"),
    ("https:", "http:", "8:14: a reference is an https:// address"),
    ("    good: B", "", "10:3: there is no good example"),
    ("    good: B", "    goood: B", "11:5: 'goood' is no key of an example"),
    ("title: t", "title: t\ndetect: {}", "2:1: 'detect' is no key of a rule"),
    ("title: t", "titel: t", "1:1: 'titel' is no key of a rule"),
    ("why: w", "why: \"\\x07\"", "6:6: a control character in the text"),
    ("why: w", "why: w\noptions: {limit: [1]}", "7:18: 'limit' must be a text, not a list"),
  ])
  func whatIsWrongIsSaidWithItsPlace(part: String, wrong: String, problem: String) throws {
    let problems = try problems(replacing(part, with: wrong))
    #expect(problems.contains { $0.hasPrefix(problem) }, "\(problems)")
  }

  @Test func aDetectorNeedsNoExamplesAndHasNoCheck() throws {
    let text = replacing("languages: [sql]\n", with: "kind: detector\ndetect: {literals: [x]}\n")
    let document = RuleDocument(path: "Rules/secret/x-token.yml", value: try parse(Array(text.utf8)))
    #expect(document.problems.isEmpty)
    #expect(!document.hasCheck)
  }

  @Test func aVocabularyIsFree() throws {
    #expect(try problems("calls: {a.b: [x]}", path: "Rules/vocabulary/python.yml") == [])
  }

  @Test(arguments: ["Rules/stray.yml", "Rules/lock/sub/x.yml", "Rules/lock/Upper.yml", "Rules/lock/a b.yml"])
  func aRuleIsOneFileInOneClass(path: String) throws {
    #expect(try problems(rule, path: path).count == 1)
  }

  @Test func theTypeIsTheNameUnlessSaid() throws {
    #expect(try document(rule, path: "Rules/lock/index-not-concurrent.yml").typeName == "IndexNotConcurrent")
    #expect(try document("type: Other\n" + rule).typeName == "Other")
  }

  @Test func theLiteralOutrunsQuotesInTheText() throws {
    let text = replacing("why: w", with: "why: 'a \"\"\"### b'")
    let file = String(decoding: swiftFile(of: [try document(text)]), as: UTF8.self)
    #expect(file.contains("StaticString = ####\"\"\"\n: "))
    #expect(file.hasSuffix("\n\"\"\"####\n}\n"))
    #expect(file.contains("Check(\"lock/example\", Example.kinds, Example.check),"))
  }

  private let rule = """
    title: t
    severity: error
    confidence: high
    languages: [sql]
    summary: s
    why: w
    fix: f
    references: [https://example.org]
    examples:
      - bad: A
        good: B

    """

  private func replacing(_ part: String, with other: String) -> String {
    guard let range = rule.firstRange(of: part) else { return rule }
    return rule.replacingCharacters(in: range, with: other)
  }

  private func document(_ text: String, path: String = "Rules/lock/example.yml") throws -> RuleDocument {
    RuleDocument(path: path, value: try parse(Array(text.utf8)))
  }

  private func problems(_ text: String, path: String = "Rules/lock/example.yml") throws -> [String] {
    try document(text, path: path).problems.map(\.description)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
