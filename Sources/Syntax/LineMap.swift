/// Line starts of a source, for turning offsets into lines and columns when something is reported.
///
/// Lines end at LF, CRLF or a lone CR, as editors count them.
public struct LineMap: Sendable {
  private let bytes: [UInt8]
  private let starts: [UInt32]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [UInt32] = [0]
    var index = 0
    let count = bytes.count
    let span = bytes.span
    while index < count {
      let byte = span[index]
      index += 1
      if byte == 0x0A {
        starts.append(UInt32(index))
      } else if byte == 0x0D {
        if index < count, span[index] == 0x0A { index += 1 }
        starts.append(UInt32(index))
      }
    }
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// The 1-based line that holds the offset.
  public func line(at offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a 1-based line, without its line end.
  public func range(ofLine line: Int) -> TextRange {
    guard line >= 1, line <= starts.count else { return TextRange(bytes.count, bytes.count) }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return TextRange(start, end)
  }

  /// 1-based line and columns of an offset. A byte order mark at the start of the file has no column.
  public func position(at offset: UInt32) -> Position {
    let line = line(at: offset)
    var index = Int(starts[line - 1])
    let end = min(Int(offset), bytes.count)
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = min(3, end) }
    let start = index
    var characters = 0
    var utf16 = 0
    while index < end {
      let width = scalarWidth(at: index)
      characters += 1
      utf16 += width == 4 ? 2 : 1
      index += width
    }
    return Position(
      line: line, column: characters + 1, utf16Column: utf16 + 1, byteColumn: max(end - start, 0) + 1)
  }

  /// Bytes of the scalar at an index; 1 for a byte that is no valid UTF-8 there.
  private func scalarWidth(at index: Int) -> Int {
    let first = bytes[index]
    let width = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    guard width > 1, index + width <= bytes.count else { return 1 }
    for next in 1..<width where bytes[index + next] & 0xC0 != 0x80 { return 1 }
    return width
  }
}

/// A place in a file as people and report formats count it; everything is 1-based.
public struct Position: Hashable, Sendable {
  public let line: Int
  /// Unicode scalars.
  public let column: Int
  public let utf16Column: Int
  public let byteColumn: Int
}
