import Syntax

/// Lines: indentation, what ends a logical line, and the lines that show that brackets were never closed.
extension PythonLexer {
  mutating func lexLineStart() {
    let start = index
    var column = 0
    var continuedColumn: Int?
    scan: while index < count {
      switch bytes[index] {
      case 0x20: column += 1
      case 0x09: column = (column / 8 + 1) * 8
      case 0x0C: column = 0
      case 0x5C where isLineEnd(index + 1):
        // The first of the joined lines says how deep the line is.
        if continuedColumn == nil, column > 0 { continuedColumn = column }
        column = 0
        index = afterLineEnd(index + 1)
        continue scan
      default: break scan
      }
      index += 1
    }
    if index > start { emit(.whitespace, from: start) }
    guard index < count else { return }
    switch bytes[index] {
    case 0x0A, 0x0D:
      emit(.newline, from: index)
      index = afterLineEnd(index)
    case 0x23: lexComment()
    default:
      if index == start, lexMergeMarker() { return }
      layOut(column: continuedColumn ?? column)
      isAtLineStart = false
      lineHasTokens = true
      lineHasIsland = false
      lineIsHeader = word(at: index).symbol.beginsBlock
    }
  }

  private mutating func layOut(column: Int) {
    lineIndent = column
    if column > indents[indents.count - 1] {
      indents.append(column)
      emit(.indent, from: index)
      return
    }
    while indents.count > 1, column < indents[indents.count - 1] {
      if indents[indents.count - 2] < column {
        // Between two levels: taken for a slip inside the inner block.
        indents[indents.count - 1] = column
        report(TextRange(index - 1, index), "this line is indented like no block around it")
        return
      }
      indents.removeLast()
      emit(.dedent, from: index)
    }
  }

  mutating func lexNewline() {
    let start = index
    index = afterLineEnd(index)
    if openings.isEmpty {
      emit(.newline, from: start, flags: lineHasTokens ? PythonLexer.logicalLine : 0)
      isAtLineStart = true
      lineHasTokens = false
    } else if isHeaderWithOpenParen || statementBegins(at: index) {
      abandonOpenings()
      emit(.newline, from: start, flags: PythonLexer.logicalLine)
      isAtLineStart = true
      lineHasTokens = false
    } else {
      emit(.newline, from: start)
      _ = lexMergeMarker()
    }
  }

  /// Gives up what is open: it is never closed.
  mutating func abandonOpenings() {
    for position in openStrings { markUnterminated(openings[position]) }
    if let outermost = openStrings.first { reportUnterminated(openings[outermost]) }
    openings.removeAll()
    openStrings.removeAll()
    brackets = BracketCounts()
  }

  /// Whether the line that ends here is a header like `if f(x:`. In parentheses a colon stands only in a lambda or
  /// before an annotation, which nobody writes on a line of its own.
  private var isHeaderWithOpenParen: Bool {
    lineIsHeader && lastSymbol == .colon && brackets.brackets == 0 && brackets.braces == 0
      && openStrings.isEmpty
  }

  /// Whether a line inside brackets begins with what can only be a statement, no deeper than the line that the
  /// brackets were opened on: then they were never closed.
  private func statementBegins(at lineStart: Int) -> Bool {
    var offset = lineStart
    var column = 0
    scan: while offset < count {
      switch bytes[offset] {
      case 0x20: column += 1
      case 0x09: column = (column / 8 + 1) * 8
      default: break scan
      }
      offset += 1
      if column > lineIndent { return false }
    }
    guard offset < count else { return false }
    if bytes[offset] == 0x40 { return decoratorBegins(at: offset) }
    let (symbol, end) = word(at: offset)
    if symbol.beginsOnlyStatements { return true }
    switch symbol {
    case .for, .if: return headerColonFollows(end)
    case .else: return byte(end) == 0x3A
    case .async:
      let (next, _) = word(at: skippingBlanks(end))
      return next == .def || next == .with
    case .from: return lineHasImport(from: end)
    default: return false
    }
  }

  private func word(at offset: Int) -> (symbol: PythonSymbol, end: Int) {
    var end = offset
    var word: UInt64 = 0
    while end < count, isWordByte(bytes[end]), end - offset <= 8 {
      word = word << 8 | UInt64(bytes[end])
      end += 1
    }
    return (end - offset <= 8 && end > offset ? keywords.symbol(word) : .none, end)
  }

  private func skippingBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset
  }

  private func decoratorBegins(at offset: Int) -> Bool {
    guard isWordByte(byte(offset + 1)) else { return false }
    var next = offset
    while next < count, !isLineEnd(next) { next += 1 }
    guard next < count else { return false }
    next = skippingBlanks(afterLineEnd(next))
    if byte(next) == 0x40 { return true }
    let (symbol, _) = word(at: next)
    return symbol == .def || symbol == .class || symbol == .async
  }

  /// Whether a colon follows on the line that belongs to a statement, and not to what may begin with the same word in
  /// a dictionary or comprehension.
  private func headerColonFollows(_ start: Int) -> Bool {
    var offset = start
    var nesting = 0
    while offset < count, !isLineEnd(offset), nesting >= 0 {
      let byte = bytes[offset]
      switch byte {
      case 0x23: return false
      case 0x28, 0x5B, 0x7B: nesting += 1
      case 0x29, 0x5D, 0x7D: nesting -= 1
      case 0x3A where nesting == 0: return self.byte(offset + 1) != 0x3D
      case 0x22, 0x27:
        offset += 1
        while offset < count, bytes[offset] != byte, !isLineEnd(offset) {
          offset += bytes[offset] == 0x5C ? 2 : 1
        }
        if isLineEnd(offset) { return false }
      case _ where isWordByte(byte):
        let (symbol, end) = word(at: offset)
        if symbol == .else || symbol == .lambda { return false }
        offset = end
        continue
      default: break
      }
      offset += 1
    }
    return false
  }

  private func lineHasImport(from offset: Int) -> Bool {
    var offset = offset
    while offset < count, !isLineEnd(offset) {
      if isWordByte(bytes[offset]) {
        let (symbol, end) = word(at: offset)
        if symbol == .import { return true }
        offset = end
      } else {
        offset += 1
      }
    }
    return false
  }

  /// A line that version control left behind is skipped; both sides of the conflict are parsed.
  private mutating func lexMergeMarker() -> Bool {
    let mark = byte(index)
    guard mark == 0x3C || mark == 0x3D || mark == 0x3E || mark == 0x7C else { return false }
    for offset in 1..<7 where byte(index + offset) != mark { return false }
    let end = index + 7
    guard end >= count || isLineEnd(end) || (mark != 0x3D && bytes[end] == 0x20) else { return false }
    let start = index
    while index < count, !isLineEnd(index) { index += 1 }
    emit(.island, from: start)
    if mark == 0x3C { report(TextRange(start, index), "merge conflict") }
    return true
  }
}
