import Languages
import Syntax
import Testing

@Suite("Python parsing never fails")
struct PythonRobustnessTests {
  @Test("The sample holds no error")
  func sample() {
    #expect(python(pythonSample).messages == [])
    #expect(python(pythonSample).shapeFaults == [])
  }

  @Test("Every prefix has a well-shaped tree")
  func prefixes() {
    let bytes = pythonSample.bytes
    for end in bytes.indices {
      let faults = python(Array(bytes[..<end])).shapeFaults
      #expect(faults == [], "first \(end) bytes")
    }
  }

  @Test("Every deletion of one token leaves a well-shaped tree")
  func deletions() {
    let tree = python(pythonSample)
    let bytes = pythonSample.bytes
    for index in tree.tokens.indices where !tree.range(ofToken: index).isEmpty {
      var rest = bytes
      rest.removeSubrange(tree.range(ofToken: index).indices)
      let faults = python(rest).shapeFaults
      #expect(faults == [], "without \(tree.source.text(tree.range(ofToken: index)).debugDescription)")
    }
  }

  @Test("Every token in the place of every tenth one leaves a well-shaped tree")
  func replacements() {
    let tree = python(pythonSample)
    let bytes = pythonSample.bytes
    for index in stride(from: 3, to: tree.tokens.count, by: 10) {
      for text in ["(", "]", "}", "\n", "'", "f'{", "\"\"\"", ":", "def", " = ", "\\", "\n  "] {
        var changed = bytes
        changed.replaceSubrange(tree.range(ofToken: index).indices, with: text.utf8)
        let faults = python(changed).shapeFaults
        #expect(faults == [], "\(text.debugDescription) for token \(index)")
      }
    }
  }

  @Test(
    "Deep nesting is skipped with an error, not followed",
    arguments: ["(", "[", "{", "f(", "a[", "-", "not ", "lambda: ", "{1: ", "f'{", "f'{a:{", "x if ", "[a for a in ", "await (", "*"])
  func deepNesting(text: String) {
    let tree = python("x = " + String(repeating: text, count: 20_000) + "\nimport after\n")
    #expect(tree.texts(.import) == ["import after"])
    #expect(tree.errors.count <= 2)
    #expect(tree.shapeFaults.isEmpty)
  }

  @Test("What follows a construct that is too deep is parsed")
  func balancedNesting() {
    let deep = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
    let tree = python("f(\(deep), g(2))\nh()\n")
    #expect(tree.errors.map(\.kind) == [.tooDeep])
    #expect(tree.texts(.call).dropFirst() == ["g(2)", "h()"])
  }

  @Test("Deeply nested blocks are skipped with an error")
  func deepBlocks() {
    var text = ""
    for level in 0..<1_000 { text += String(repeating: " ", count: level) + "if a:\n" }
    let tree = python(text + String(repeating: " ", count: 1_000) + "pass\nlast()\n")
    #expect(tree.errors.map(\.kind) == [.tooDeep])
    #expect(tree.texts(.call) == ["last()"])
  }

  @Test(
    "Long chains are no nesting",
    arguments: [
      ("a", " + a"), ("a", " or a"), ("a", ".b()"), ("a", "[0]"), ("a", " < a"), ("a", " ** a"),
      ("a", " if b else a"), ("'a'", " 'a'"), ("f'{a}'", " f'{a}'"), ("a", ", a"), ("a", " = a"), ("a", "; a"),
      ("if a: b", "\nelif a: b"), ("if a: b", "\nif a: b"), ("f(a", ", a"), ("@a", "\n@a"), ("a", "\n a"), ("a", ")"),
      ("a", "\n)]}'"), ("import a", ".a"), ("{", "\n'"), ("match", ";match"),
    ])
  func longChains(first: String, link: String) {
    let links = 20_000
    let text = first + String(repeating: link, count: links)
    let clock = ContinuousClock()
    var tree = python("")
    let time = clock.measure { tree = python(text) }
    #expect(!tree.errors.contains { $0.kind == .tooDeep })
    #expect(tree.tokens.count > links)
    #expect(time < .seconds(5))
  }
}
