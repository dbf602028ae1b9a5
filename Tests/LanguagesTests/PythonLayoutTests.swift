import Languages
import Syntax
import Testing

@Suite("Python layout")
struct PythonLayoutTests {
  @Test(
    "Blocks end where their indentation ends",
    arguments: [
      "if a:\n    b\n    c\nd\n", "if a:\n\tb\n        c\nd\n", "if a:\r\n  b\r\n  c\r\nd", "if a:\r  b\r  c\rd\r",
      "if a:\n\n  # note\n  b\n# note\n\n  c\n# note\nd", "if a:\n  b\n\u{0C}  c\nd\n", "\u{FEFF}if a:\n  b\n  c\nd",
      "if a: b; c\nd\n", "if a:\n  b; \\\n c;\nd", "if (a\n):\n  b\n  c\nd\n", "if a:\n  b\n  c\n  \nd\n",
    ])
  func blocks(text: String) {
    let tree = python(text)
    #expect(tree.messages == [])
    #expect(tree.root.children.map(\.kind) == [.if, .expressionStatement])
    #expect(tree.root.firstChild?.child(.body)?.children.map(\.text) == ["b", "c"])
    #expect(tree.shapeFaults == [])
  }

  @Test("Lines inside brackets and after a backslash have no layout")
  func joinedLines() {
    let tree = python("x = [\n1,\n    2,\n  ]\ny = 1 + \\\n      2\nz = {\n'a': 1}\n")
    #expect(tree.messages == [])
    #expect(tree.root.children.map(\.kind) == [.assignment, .assignment, .assignment])
  }

  @Test("Indent and dedent are empty tokens right before their line's first token")
  func emptyTokens() {
    let tree = python("if a:\n  if b:\n    c\nd\n")
    for (index, token) in tree.tokens.enumerated() where token.kind == .indent || token.kind == .dedent {
      #expect(tree.range(ofToken: index).isEmpty)
    }
    #expect(tree.tokens.filter { $0.kind == .indent }.count == 2)
    #expect(tree.tokens.filter { $0.kind == .dedent }.count == 2)
  }

  @Test(
    "A slip of indentation is one error and loses no statement",
    arguments: [
      ("def f():\n    a\n  b\nc\n", ["def f():\n    a\n  b", "c"]),
      ("a\n  b\nc\n", ["a", "b", "c"]),
      ("def f():\n  a\n    b\n  c\nd\n", ["def f():\n  a\n    b\n  c", "d"]),
      ("def f():\na\n", ["def f():", "a"]),
    ])
  func slips(text: String, statements: [String]) {
    let tree = python(text)
    #expect(tree.errors.count == 1)
    #expect(tree.root.children.map(\.text) == statements)
    #expect(tree.shapeFaults == [])
  }
}
