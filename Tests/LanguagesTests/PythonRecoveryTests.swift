import Languages
import Syntax
import Testing

@Suite("Broken Python is parsed as far as it goes")
struct PythonRecoveryTests {
  @Test(
    "A broken statement is one error; the statements around it are whole",
    arguments: [
      "x = = 1", "foo(", "x = [1, 2", "print 'a', b", "exec 'code' in ns", "raise E, 'm'", "x = `a`", "def",
      "import", "from x", "a b c", "x = 1 +", ")", "f(a]", "@", "lambda", "x = {1: }", "else", "async x",
      "class", "del", "x ? y", "$HOME", "for x y", "if", "a if b", "x = 'abc", "assert", "global 1", "x.",
      "with", "try", "return )", "f(a b)", "type X", "x = 1 2 3", "not", "print \"%s\" % x, y", "case 1:",
      "match x:", "a <> b", "\0\0", "yield = = 2", "x[", "{", "f(lambda", "f'{a b}'", "f'{}'",
    ])
  func oneError(text: String) {
    let tree = python("before = 1\n\(text)\nimport after\nlast = 3\n")
    #expect(tree.errors.count == 1, "\(tree.errors) \(tree.line)")
    #expect(tree.texts(.assignment).first == "before = 1")
    #expect(tree.texts(.assignment).last == "last = 3")
    #expect(tree.texts(.import).last == "import after")
    #expect(tree.shapeFaults == [])
  }

  @Test("What a broken statement holds is in the tree")
  func partsOfBrokenStatements() {
    #expect(python("print 'a', foo(x)\n").texts(.call) == ["foo(x)"])
    #expect(python("x = foo(1) bar(2)\n").texts(.call) == ["foo(1)", "bar(2)"])
    #expect(python("def f(x, 1):\n  g(x)\n").texts(.call) == ["g(x)"])
  }

  @Test(
    "A broken header keeps its block",
    arguments: [
      "if x = 1:", "for x on y:", "while", "def f(x:", "class C(:", "with x as 1 2:", "try foo:",
      "elif x:", "else:", "fro x in y:", "async x:", "def f(a, (b, c)):", "if x",
    ])
  func headers(text: String) {
    let tree = python("\(text)\n    inside()\nafter()\n")
    #expect(tree.errors.count == 1, "\(tree.errors)")
    #expect(tree.texts(.call) == ["inside()", "after()"])
    #expect(tree.root.children.reversed().first?.text == "after()")
    #expect(tree.shapeFaults == [])
  }

  @Test(
    "A bracket that is never closed ends where a statement must begin",
    arguments: [
      "def g(): pass", "class G: pass", "import g", "from g import h", "return g", "if g: pass", "for g in h: pass",
      "while g: pass", "with g: pass", "try: pass", "raise g", "pass", "@g\ndef h(): pass", "async def g(): pass",
      "else: pass",
    ])
  func openBracket(text: String) {
    for opening in ["x = foo(1, [2,", "x = {'a': (", "x = f'{a[", "foo("] {
      let tree = python("\(opening)\n\(text)\nlast = 1\n")
      #expect(tree.texts(.assignment).last == "last = 1", "\(opening)")
      #expect(tree.shapeFaults == [])
    }
  }

  @Test("Clauses of a comprehension may begin a line that is not indented")
  func comprehensionLines() {
    let tree = python("x = [a\nfor a in b\nif a\nelse c]\ny = (a\nfor a in b\nif a\n)\n")
    #expect(tree.texts(.comprehension).count == 2)
    #expect(tree.errors.count == 1)
  }

  @Test("Both sides of a merge conflict are parsed")
  func mergeConflict() {
    let tree = python(
      "def f():\n    a = 1\n<<<<<<< HEAD\n    b = 2\n||||||| base\n=======\n    b = 3\n>>>>>>> other\n    c = 4\n")
    #expect(tree.messages == ["merge conflict"])
    #expect(tree.texts(.assignment) == ["a = 1", "b = 2", "b = 3", "c = 4"])
    #expect(tree.root.children.map(\.kind) == [.function])
  }

  @Test("Errors stand in the order of the file")
  func order() {
    let starts = python("x = 'a\nx = 1 2\ny = $\n(\ndef f(: pass\n'''").errors.map(\.range.start)
    #expect(starts == starts.sorted())
    #expect(starts.count >= 5)
  }

  @Test("Bytes that are no UTF-8, a lone quote, an empty file")
  func oddBytes() {
    for bytes: [UInt8] in [[], [0], [0xFF, 0xFE], [0x22], [0x5C], [0x0D], [0xEF, 0xBB, 0xBF], [0x66, 0x22, 0x7B]] {
      #expect(python(bytes).shapeFaults == [])
    }
  }
}
