import Syntax
import Testing

/// A tree for `a + b + c`, built as a parser builds it: `((a + b) + c)`.
private func additionTree() -> Tree {
  let source = Source(path: "a.py", language: .python, bytes: Array("a + b + c".utf8))
  let tokens: [Token] = [
    Token(.identifier, start: 0), Token(.whitespace, start: 1), Token(.operator, start: 2),
    Token(.whitespace, start: 3), Token(.identifier, start: 4), Token(.whitespace, start: 5),
    Token(.operator, start: 6), Token(.whitespace, start: 7), Token(.identifier, start: 8),
    Token(.endOfFile, start: 9),
  ]
  var builder = TreeBuilder(source: source, tokens: tokens)
  let start = builder.mark(at: 0)
  builder.finish(.name, from: builder.mark(at: 0), through: 0, role: .left)
  builder.finish(.name, from: builder.mark(at: 4), through: 4, role: .right)
  builder.finish(.binary, from: start, through: 4, role: .left, detail: Operator.add.rawValue)
  builder.finish(.name, from: builder.mark(at: 8), through: 8, role: .right)
  builder.finish(.binary, from: start, through: 8, detail: Operator.add.rawValue)
  return builder.build(root: .module)
}

@Suite struct TreeTests {
  @Test func wrappingFinishedNodesGivesAPreorderTree() {
    #expect(
      additionTree().dump() == """
        (module
          (binary add
            (binary @left add
              (name @left "a")
              (name @right "b"))
            (name @right "c")))

        """)
  }

  @Test func childrenKnowTheirParentsAndSiblings() throws {
    let tree = additionTree()
    let outer = try #require(tree.root.firstChild)
    let inner = try #require(outer.child(.left))
    #expect(inner.text == "a + b")
    #expect(inner.parent == outer)
    #expect(inner.nextSibling?.text == "c")
    #expect(outer.children.map(\.text) == ["a + b", "c"])
    #expect(tree.root.descendants.filter { $0.kind == .name }.map(\.text) == ["a", "b", "c"])
    #expect(tree.innermostNode(at: 4).text == "b")
    #expect(inner.isInside(outer) && !outer.isInside(inner))
  }

  @Test func aWalkCanSkipASubtree() throws {
    let tree = additionTree()
    var walk = tree.root.descendants
    var seen: [String] = []
    while let node = walk.next() {
      seen.append(node.text)
      if node.text == "a + b" { walk.skip(node) }
    }
    #expect(seen == ["a + b + c", "a + b", "c"])
  }

  @Test func chainsOfAnyLengthAreBuiltWithoutRecursion() {
    let count = 100_000
    let source = Source(path: "a", language: .text, bytes: Array(repeating: 0x61, count: count + 1))
    let tokens = (0...count).map { Token(.identifier, start: UInt32($0)) } + [Token(.endOfFile, start: UInt32(count + 1))]
    var builder = TreeBuilder(source: source, tokens: tokens)
    let start = builder.mark(at: 0)
    builder.finish(.name, from: builder.mark(at: 0), through: 0)
    for index in 1...count {
      builder.finish(.name, from: builder.mark(at: index), through: index)
      builder.finish(.binary, from: start, through: index)
    }
    let tree = builder.build(root: .module)
    #expect(tree.count == 2 * count + 2)
    #expect(tree.root.firstChild?.range == TextRange(0, count + 1))
  }
}

@Suite struct LineMapTests {
  private func position(_ text: String, at offset: Int) -> [Int] {
    let position = LineMap(Array(text.utf8)).position(at: UInt32(offset))
    return [position.line, position.column, position.utf16Column, position.byteColumn]
  }

  @Test func linesEndAtLineFeedCarriageReturnOrBoth() {
    #expect(LineMap(Array("a\nb\r\nc\rd".utf8)).lineCount == 4)
    #expect(position("a\nb\r\nc\rd", at: 7) == [4, 1, 1, 1])
  }

  @Test func columnsCountScalarsUTF16UnitsAndBytes() {
    #expect(position("é😀x", at: 6) == [1, 3, 4, 7])
  }

  @Test func aByteOrderMarkHasNoColumn() {
    #expect(position("\u{FEFF}x", at: 3) == [1, 1, 1, 1])
  }

  @Test func invalidBytesCountOneColumnEach() {
    let map = LineMap([0xFF, 0xC3, 0x78])
    #expect(map.position(at: 2).column == 3)
  }

  @Test func aLineIsItsBytesWithoutTheLineEnd() {
    let map = LineMap(Array("ab\r\ncd".utf8))
    #expect(map.range(ofLine: 1) == TextRange(0, 2))
    #expect(map.range(ofLine: 2) == TextRange(4, 6))
  }
}
