import SQL
import Syntax
import Testing

/// Whatever the text, there is a tree, it is sound, and it comes soon.
@Suite struct ResilienceTests {
  @Test(arguments: corpus)
  func validStatementsHaveNoErrors(text: String) {
    let tree = parse(text)
    #expect(tree.errors.map(\.message) == [])
    expectSound(tree, text)
  }

  @Test(arguments: corpus)
  func prefixesAndDeletionsStaySound(text: String) {
    let bytes = Array(text.utf8)
    for end in 0..<bytes.count {
      expectSound(parse(Array(bytes[..<end])), "prefix of \(end) of \(text)")
    }
    let tokens = parse(bytes).tokens
    for index in 0..<(tokens.count - 1) where !tokens[index].kind.isTrivia {
      let cut = Array(bytes[..<Int(tokens[index].start)] + bytes[Int(tokens[index + 1].start)...])
      let tree = parse(cut)
      expectSound(tree, String(decoding: cut, as: UTF8.self))
      #expect(tree.errors.count <= 4, "\(String(decoding: cut, as: UTF8.self))")
    }
  }

  @Test func bytesThatAreNoTextAreSkipped() {
    let bytes: [UInt8] =
      [0xEF, 0xBB, 0xBF] + Array("SELECT".utf8) + [0, 0xFF] + Array(" 1;\r\nSELECT 2".utf8) + [0xC3]
    let tree = parse(bytes)
    expectSound(tree, "odd bytes")
    #expect(tree.errors.isEmpty)
    #expect(tree.root.children.map(\.kind) == [.sqlQuery, .sqlQuery])
  }

  @Test(arguments: [
    ("SELECT ", "(", 20_000), ("SELECT ", "- ", 20_000), ("SELECT ", "NOT ", 20_000),
    ("SELECT ", "f(", 20_000),
    ("SELECT ", "(SELECT ", 20_000), ("SELECT ", "CASE WHEN ", 20_000), ("SELECT * FROM ", "(", 20_000),
    ("SELECT * FROM ", "(SELECT * FROM ", 20_000), ("SELECT ", "a[", 20_000), ("SELECT ", "ARRAY[", 20_000),
    ("", "(", 20_000), ("", "EXPLAIN ", 20_000), ("", "WITH a AS (", 20_000), ("SELECT ", ")", 20_000),
    ("SELECT * FROM a", " JOIN a", 20_000), ("CREATE TABLE t (", "(", 20_000), ("SELECT ", "{", 20_000),
    ("SELECT ", "${", 20_000),
    ("SELECT ", "+- ", 20_000), ("SELECT ", "+-", 20_000),
  ])
  func deepNestingIsCutOff(start: String, repeated: String, count: Int) {
    let text = start + String(repeating: repeated, count: count) + "; SELECT 2"
    let tree = parse(text)
    #expect(!tree.errors.isEmpty)
    #expect(tree.errors.count < 10)
    #expect(tree.root.children.map(\.kind).last == .sqlQuery)
  }

  @Test func closedNestingKeepsTheRestOfTheStatement() {
    let text =
      "SELECT " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
      + " FROM t"
    let tree = parse(text)
    #expect(tree.errors.map(\.kind) == [.tooDeep])
    #expect(tree.root.descendants.contains { $0.kind == .sqlTable })
  }

  @Test(arguments: [
    " OR a = 1", " AND b", " + 1", " || x", ", a", " UNION SELECT 1", "::int", " COLLATE \"C\"",
  ])
  func longChainsAreLinear(link: String) {
    let tree = parse("SELECT a" + String(repeating: link, count: 30_000))
    #expect(tree.errors.isEmpty)
    #expect(tree.count > 30_000)
  }

  @Test func listsAndJoinsOfAnyLengthAreLinear() {
    let join = parse("SELECT * FROM a" + String(repeating: " JOIN b ON x = y", count: 10_000))
    #expect(join.errors.isEmpty)
    let rows = parse("INSERT INTO t VALUES (1, 'a')" + String(repeating: ", (1, 'a')", count: 10_000))
    #expect(rows.errors.isEmpty)
    let statements = parse(String(repeating: "SELEC 1;\n", count: 10_000))
    #expect(statements.errors.count == 10_000)
  }
}
