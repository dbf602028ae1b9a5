import Testing
import YAML

@Suite struct ParserTests {
  @Test func valuesKnowWhereTheyStand() throws {
    let document = try parse(
      """
      title: Überlauf
      severity: error
      rules:
        - lock: on
          limit: 12
        - "12"
      """)
    #expect(document.mapping?.map(\.key) == ["title", "severity", "rules"])
    #expect(document["title"]?.string == "Überlauf")
    #expect(document["severity"]?.mark == Mark(line: 2, column: 11))
    let items = try #require(document["rules"]?.sequence)
    #expect(items[0]["lock"]?.boolean == true)
    #expect(items[0]["limit"]?.integer == 12)
    #expect(items[0].mapping?.last?.keyMark == Mark(line: 5, column: 5))
    #expect(items[1].string == "12")
    #expect(items[1].integer == nil)
  }

  @Test func blockTextsKeepTheirLines() throws {
    let document = try parse("sql: |\n  SELECT 1;\n\n  SELECT 2;\nfold: >-\n  one\n  two\n")
    #expect(document["sql"]?.string == "SELECT 1;\n\nSELECT 2;\n")
    #expect(document["fold"]?.string == "one two")
  }

  @Test(arguments: ["", "# nothing but a comment\n", "---\n", "~", "null", "\u{FEFF}"])
  func nothingIsNull(text: String) throws {
    #expect(try parse(text).isNull)
  }

  @Test func aByteOrderMarkHasNoColumn() throws {
    #expect(try parse("\u{FEFF}a: b")["a"]?.mark == Mark(line: 1, column: 4))
  }

  @Test(arguments: [
    ("a: 1\nb: *a", "2:4: aliases are not read: write the value out"),
    ("a: &x 1", "1:4: anchors are not read: write the value out"),
    ("a: &x [1]", "1:4: anchors are not read: write the value out"),
    ("a: !!python/object:os.system 1", "1:4: tags are not read: quote the value to keep it a text"),
    ("a: !x {b: c}", "1:4: tags are not read: quote the value to keep it a text"),
    ("a: 1\nb: 2\na: 3", "3:1: the key 'a' is there already"),
    ("# x\n%TAG ! !\n---\na: 1", "2:1: directives are not read"),
    ("[a]: 1", "1:1: a key must be a text"),
    ("a: 1\n---\nb: 2", "2:1: a second document: one is all that is read"),
    ("a: 1\n b: 2", "2:3: mapping values are not allowed in this context"),
    ("a: [1", "2:1: did not find expected ',' or ']' while parsing a flow sequence"),
    ("a:\n\t- b", "2:1: found character that cannot start any token while scanning for the next token"),
    ("a: \"b", "1:6: found unexpected end of stream while scanning a quoted scalar"),
    ("a: 'ü\u{1}'", "1:6: control characters are not allowed"),
  ])
  func whatIsNotReadIsSaidWithItsPlace(text: String, message: String) {
    #expect(message == failure(of: Array(text.utf8)))
  }

  @Test func invalidUTF8IsAnErrorAtItsPlace() {
    #expect(failure(of: Array("a: 1\nb: ".utf8) + [0xFF, 0x0A]) == "2:4: invalid leading UTF-8 octet")
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func deepNestingIsAnError(opening: String) {
    let text = Array(String(repeating: opening, count: 100_000).utf8)
    #expect(failure(of: text)?.contains("nested deeper than 64 levels") == true)
  }

  @Test func largeDocumentsAreRefused() {
    let text = Array(repeating: UInt8(ascii: "a"), count: Limits.size + 1)
    #expect(failure(of: text) == "1:1: larger than 1048576 bytes")
  }

  @Test func everyPrefixIsReadOrRefused() {
    let text = Array("a: [1, {b: 'c'}]\nd: |\n  é\n? x\n: \"\\u00e9\"\n# end\n".utf8)
    for count in 0...text.count { _ = failure(of: Array(text.prefix(count))) }
  }

  private func parse(_ text: String) throws -> Value { try YAML.parse(Array(text.utf8)) }

  private func failure(of bytes: [UInt8]) -> String? {
    do throws(YAMLError) {
      _ = try YAML.parse(bytes)
      return nil
    } catch {
      return error.description
    }
  }
}
