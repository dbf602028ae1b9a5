import Checks
import Syntax

/// The lines of a source that a finding is about, with marks under them.
struct Frame {
  private let source: Source
  private let lines: LineMap
  private let redactions: [TextRange]

  /// A place to mark.
  struct Mark {
    let range: TextRange
    let label: String
    let isPrimary: Bool
  }

  /// Columns of source text in a frame, so that with line number and ellipses a line has at most 200.
  private static let columns = 160
  /// How many columns before a mark are kept of a long line.
  private static let lead = 60
  private static let ellipsis = Array("…".utf8)

  /// - Parameter redactions: what must not be shown, in any order.
  init(_ source: Source, _ lines: LineMap, redactions: [TextRange]) {
    self.source = source
    self.lines = lines
    self.redactions = redactions
  }

  func write(_ marks: [Mark], _ ink: TextOutput.Ink, to output: inout TextOutput) {
    let marked = marks.map { (line: lines.line(at: $0.range.start), mark: $0) }
      .sorted { ($0.line, $0.mark.range.start) < ($1.line, $1.mark.range.start) }
    guard let last = marked.last else { return }
    let digits = String(last.line).utf8.count
    var previous: Int?
    for (line, mark) in marked {
      let shown = show(line, around: mark.range)
      if line != previous {
        if let previous, line == previous + 2 {
          writeLine(line - 1, show(line - 1, around: nil), digits, to: &output)
        } else if let previous, line > previous + 2 {
          output.add(String(repeating: " ", count: digits) + " ...", .frame)
          output.endLine()
        }
        writeLine(line, shown, digits, to: &output)
      }
      output.add(String(repeating: " ", count: digits + 2) + "| ", .frame)
      let symbol = mark.isPrimary ? "^" : "-"
      output.add(String(repeating: " ", count: shown.markStart))
      output.add(
        String(repeating: symbol, count: shown.markWidth), mark.isPrimary ? ink : .frame)
      if !mark.label.isEmpty { output.add(" " + mark.label, mark.isPrimary ? ink : .frame) }
      output.endLine()
      previous = line
    }
  }

  private func writeLine(_ line: Int, _ shown: Shown, _ digits: Int, to output: inout TextOutput) {
    let number = String(line)
    let padding = String(repeating: " ", count: digits + 1 - number.utf8.count)
    output.add(padding + number + " |", .frame)
    if !shown.text.isEmpty {
      output.add(" ")
      output.addShown(shown.text)
    }
    output.endLine()
  }

  // MARK: One line

  private struct Shown {
    var text: [UInt8] = []
    var markStart = 0
    var markWidth = 0
  }

  /// A line as it is shown, cut around the marked range, and where the mark stands under it.
  private func show(_ line: Int, around range: TextRange?) -> Shown {
    let whole = lines.range(ofLine: line)
    var start = Int(whole.start)
    if line == 1, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, Int(whole.end)) }
    let end = Int(whole.end)
    let bytes = source.bytes[start..<max(start, end)]
    var index = start
    var shown = Shown()
    if let range, end - start > Self.columns {
      index = windowStart(Int(range.start), in: bytes)
      if index > start { shown.text += Self.ellipsis }
    }
    var column = index > start ? 1 : 0
    var markStart: Int?
    var markEnd = 0
    while index < end, column < Self.columns {
      let (text, width, length) = cell(at: index, in: bytes, column: column)
      if let range, index >= Int(range.start), index < Int(range.end) || markStart == nil {
        if markStart == nil { markStart = column }
        if index < Int(range.end) { markEnd = column + width }
      }
      shown.text += text
      column += width
      index += length
    }
    if index < end { shown.text += Self.ellipsis }
    while shown.text.last == 0x20 { shown.text.removeLast() }
    shown.markStart = markStart ?? column
    shown.markWidth = max(markEnd - shown.markStart, 1)
    return shown
  }

  /// Some columns before the marked place, at the start of a scalar.
  private func windowStart(_ mark: Int, in bytes: ArraySlice<UInt8>) -> Int {
    var index = min(max(mark, bytes.startIndex), bytes.endIndex)
    var steps = 0
    while index > bytes.startIndex, steps < Self.lead {
      index -= 1
      var continuation = 0
      while index > bytes.startIndex, bytes[index] & 0xC0 == 0x80, continuation < 3 {
        index -= 1
        continuation += 1
      }
      steps += 1
    }
    return index
  }

  private func cell(
    at index: Int, in bytes: ArraySlice<UInt8>, column: Int
  ) -> (text: [UInt8], width: Int, length: Int) {
    if bytes[index] == 0x09 {
      let width = 4 - column % 4
      return (Array(repeating: 0x20, count: width), width, 1)
    }
    let glyph = Neutral.glyph(at: index, in: bytes)
    if redactions.contains(where: { $0.contains(UInt32(clamping: index)) }) {
      return ([UInt8(ascii: "*")], 1, glyph.length)
    }
    if let escape = glyph.escape { return (Array(escape.utf8), glyph.width, glyph.length) }
    return (Array(bytes[index..<(index + glyph.length)]), glyph.width, glyph.length)
  }
}
