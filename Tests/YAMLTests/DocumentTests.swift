import Analysis
import Testing
import YAML

/// The flattened form, written by `Value` and read by `Document`.
@Suite struct DocumentTests {
  @Test func aDocumentReadsWhatWasWritten() throws {
    let document = try flattened(
      """
      title: "Two\\nlines, = 3 "
      empty: ""
      nothing:
      languages: [sql, python]
      word: alone
      options: {limit: 12, "two words": x}
      examples:
        - bad: A
          good: B
        - not a map
        - bad: C
      """)
    #expect(document.id == "lock/example")
    #expect(document.keys.first == "title")
    #expect(document.string("title") == "Two\nlines, = 3 ")
    #expect(document.string("empty") == "")
    #expect(document.string("nothing") == "")
    #expect(document.string("absent") == nil)
    #expect(document.string("languages") == nil)
    #expect(document.strings("languages") == ["sql", "python"])
    #expect(document.strings("word") == ["alone"])
    #expect(document.strings("absent") == [])
    #expect(document.document("options")?.keys == ["limit", "two words"])
    #expect(document.document("options")?.string("two words") == "x")
    #expect(document.documents("examples").map { $0.string("bad") } == ["A", "C"])
  }

  @Test func documentsStandOneAfterTheOther() throws {
    let value = try parse(Array("a: 1".utf8))
    let text = value.flattened(key: "x/one") + value.flattened(key: "x/two")
    #expect(Document.all(in: text).map(\.id) == ["x/one", "x/two"])
  }

  @Test func brokenTextIsNoDocument() throws {
    let text = try parse(Array("a: {b: [c, d]}\ne: 99\n".utf8)).flattened(key: "x/one")
    for count in text.indices {
      for document in Document.all(in: Array(text.prefix(count))) { _ = document.keys }
    }
    #expect(Document.all(in: Array(": 99999999999999999999999 x\n".utf8)).isEmpty)
  }

  private func flattened(_ text: String) throws -> Document {
    let value = try parse(Array(text.utf8))
    return try #require(Document.all(in: value.flattened(key: "lock/example")).first)
  }
}
