import Syntax
import Testing

@testable import Analysis

/// The values of Python's string expressions; `?` is a hole.
struct StringValueTests {
  @Test(arguments: [
    (#"'a' "b" """c""""#, "abc"),
    (#"'it\'s\tx\x41\101\u00e9\"# + "\n!'", "it's\txAA\u{E9}!"),
    (#"r'\n' '\q'"#, #"\n\q"#),
    (#"b'\x41'"#, "A"),
    (#"f'a {x!r:>{w}} b {{c}} {"d"}'"#, "a ? b {c} ?"),
    (#"'a' + x + 'b'"#, "a?b"),
    (#"('a'"# + "\n" + #" f'{x}' 'b')"#, "a?b"),
    (#"'a %s %(k)s 100%% %-5.2f' % v"#, "a ? ? 100% ?"),
    (#"'a {} {0} {name.x!r:>3} {{}}'.format(x, name=y)"#, "a ? ? ? {}"),
    (#"', '.join(['a', x, 'b'])"#, "a, ?, b"),
    (#"textwrap.dedent('''a''').strip()"#, "a"),
    (#"sql.SQL('a {}').format(x)"#, "a ?"),
    (#"CONSTANT + ' b'"#, "constant b"),
    (#"local"#, "one two"),
    (#"' AND '.join(parts)"#, "x = 1 AND y = 2"),
    (#"x + y"#, nil),
    (#"1 + 2"#, nil),
  ] as [(String, String?)])
  func value(expression: String, expected: String?) {
    let tree = Program.tree(
      """
      import textwrap
      from psycopg2 import sql
      CONSTANT = 'constant'
      def f(x, y, v, w):
        local = 'one'
        local += ' two'
        parts = ['x = 1']
        parts.append('y = 2')
        return (
      \(expression)
      )
      """)
    let value = tree.root.descendants.first { $0.kind == .return }?.child(.value)
    let text = value.flatMap { StringValue($0, names: Names(tree), vocabulary: .sample) }?.text
    #expect(text.map { String(decoding: $0.bytes.map { $0 == EmbeddedText.hole ? 0x3F : $0 }, as: UTF8.self) } == expected)
    #expect((text?.holes.count ?? 0) == (expected?.count { $0 == "?" } ?? 0))
  }

  @Test func valueOffsetsLeadBackToTheFile() {
    let tree = Program.tree("C = 'tail'\n" + #"q = 'a\tb' f'{x}' + C"#)
    let names = Names(tree)
    let value = tree.root.descendants.filter { $0.kind == .assignment }.last?.child(.value)
    let text = value.flatMap { StringValue($0, names: names, vocabulary: .sample) }?.text
    let places = (0..<8).map { offset in text.map { tree.source.text($0.hostRange(TextRange(offset, offset + 1))) } }
    #expect(places == ["a", #"\t"#, "b", "{x}", "t", "a", "i", "l"])
  }

  @Test func growthIsBounded() {
    var program = "a0 = 'x' * 2 + 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\n"
    for step in 1..<400 { program += "a\(step) = a\(step - 1) + a\(step - 1)\n" }
    let tree = Program.tree(program + "q = 'x'\n" + String(repeating: "q += 'y'\n", count: 2_000) + "a399 + q\n")
    let last = tree.root.descendants.filter { $0.kind == .expressionStatement }.last?.firstChild
    let value = last.flatMap { StringValue($0, names: Names(tree), vocabulary: .sample) }
    #expect((value?.text.bytes.count ?? 0) < 4 << 20)
  }
}

extension Vocabulary {
  /// A few entries, as `Rules/vocabulary` would give.
  static let sample: Vocabulary = {
    var vocabulary = Vocabulary()
    vocabulary.addSynonyms(["psycopg2.connect()", "psycopg2.extensions.connection()"])
    vocabulary.addQuery("psycopg2.connect().cursor().execute", QueryCall(library: "psycopg2", keywords: ["query"]))
    vocabulary.addQuery("pandas.read_sql", QueryCall(library: "pandas", keywords: ["sql"]))
    vocabulary.addQuery("psycopg2.extras.execute_values", QueryCall(library: "psycopg2", position: 1))
    vocabulary.addQuery("*.execute", QueryCall(library: "any", keywords: ["sql"]))
    vocabulary.addTextCall("psycopg2.sql.SQL", QueryCall(library: "psycopg2"))
    vocabulary.addTextCall("sqlalchemy.text", QueryCall(library: "sqlalchemy"))
    vocabulary.addTextCall("textwrap.dedent", QueryCall(library: "any"))
    return vocabulary
  }()
}
