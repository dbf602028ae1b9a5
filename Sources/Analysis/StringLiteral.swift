import Syntax

extension TextBuilder {
  /// Adds the value of a `string` node of application code.
  mutating func append(literal node: Node) {
    note(node)
    let tree = node.tree
    let interpolations = node.children(.interpolation)
    var next = 0
    var depth = 0
    var open: UInt32 = 0
    guard node.lastToken >= node.firstToken else { return }
    for index in node.firstToken...node.lastToken {
      let range = tree.range(ofToken: index)
      switch tree.tokens[index].kind {
      case .string where depth == 0:
        if let contents = StringContents(tree.source, range) {
          append(escaped: contents.range, in: tree.source, isRaw: contents.isRaw, isFormatted: false, isBinary: node.has(.binary))
        }
      case .stringText where depth == 0:
        append(escaped: range, in: tree.source, isRaw: node.has(.raw), isFormatted: true, isBinary: node.has(.binary))
      case .interpolationStart:
        if depth == 0 { open = range.start }
        depth += 1
      case .interpolationEnd:
        depth -= 1
        guard depth == 0 else { continue }
        let interpolation = next < interpolations.count ? interpolations[next] : node
        next += 1
        appendHole(interpolation.child(.value) ?? interpolation, at: TextRange(open, range.end))
      default:
        break
      }
    }
  }

  /// Adds the text between quotes, escapes replaced by what they stand for.
  private mutating func append(
    escaped range: TextRange, in source: Source, isRaw: Bool, isFormatted: Bool, isBinary: Bool
  ) {
    let bytes = source.bytes
    let end = min(Int(range.end), bytes.count)
    var index = Int(range.start)
    var run = index
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), !isRaw {
        append(bytes[run..<index], at: run)
        let escape = StringEscape(bytes, at: index, end: end, isBinary: isBinary)
        append(escape.value, for: TextRange(index, index + escape.length))
        index += escape.length
        run = index
      } else if isFormatted, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), index + 1 < end,
        bytes[index + 1] == byte
      {
        append(bytes[run..<index], at: run)
        append([byte], for: TextRange(index, index + 2))
        index += 2
        run = index
      } else {
        index += 1
      }
    }
    append(bytes[min(run, end)..<end], at: run)
  }
}

/// What stands between the quotes of a literal of one token.
private struct StringContents {
  let range: TextRange
  let isRaw: Bool

  init?(_ source: Source, _ token: TextRange) {
    let bytes = source[token]
    var start = bytes.startIndex
    var isRaw = false
    while start < bytes.endIndex, !StringContents.isQuote(bytes[start]) {
      isRaw = isRaw || bytes[start] | 0x20 == UInt8(ascii: "r")
      start += 1
    }
    guard start < bytes.endIndex else { return nil }
    let quote = bytes[start]
    let isTriple = bytes.endIndex - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    start += width
    var end = bytes.endIndex
    if end - width >= start, bytes[(end - width)...].allSatisfy({ $0 == quote }) { end -= width }
    self.range = TextRange(start, end)
    self.isRaw = isRaw
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
  }
}

/// A backslash in a literal and what it stands for.
private struct StringEscape {
  let value: [UInt8]
  let length: Int

  init(_ bytes: [UInt8], at start: Int, end: Int, isBinary: Bool) {
    func byte(_ offset: Int) -> UInt8? { start + offset < end ? bytes[start + offset] : nil }
    func hex(_ digits: Int) -> UInt32? {
      var value: UInt32 = 0
      for offset in 2..<(2 + digits) {
        guard let digit = byte(offset).flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else { return nil }
        value = value << 4 | UInt32(digit)
      }
      return value
    }
    func scalar(_ value: UInt32) -> [UInt8] {
      Array(String(Character(UnicodeScalar(value) ?? "\u{FFFD}")).utf8)
    }

    guard let kind = byte(1) else {
      (value, length) = ([UInt8(ascii: "\\")], 1)
      return
    }
    switch kind {
    case UInt8(ascii: "\n"): (value, length) = ([], 2)
    case UInt8(ascii: "\r"): (value, length) = ([], byte(2) == UInt8(ascii: "\n") ? 3 : 2)
    case UInt8(ascii: "n"): (value, length) = ([0x0A], 2)
    case UInt8(ascii: "t"): (value, length) = ([0x09], 2)
    case UInt8(ascii: "r"): (value, length) = ([0x0D], 2)
    case UInt8(ascii: "a"): (value, length) = ([0x07], 2)
    case UInt8(ascii: "b"): (value, length) = ([0x08], 2)
    case UInt8(ascii: "f"): (value, length) = ([0x0C], 2)
    case UInt8(ascii: "v"): (value, length) = ([0x0B], 2)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
      (value, length) = ([kind], 2)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var number: UInt32 = 0
      var digits = 1
      while digits <= 3, let digit = byte(digits), (0x30...0x37).contains(digit) {
        number = number * 8 + UInt32(digit - 0x30)
        digits += 1
      }
      (value, length) = (isBinary ? [UInt8(truncatingIfNeeded: number)] : scalar(number), digits)
    case UInt8(ascii: "x"):
      guard let number = hex(2) else { fallthrough }
      (value, length) = (isBinary ? [UInt8(truncatingIfNeeded: number)] : scalar(number), 4)
    case UInt8(ascii: "u") where !isBinary && hex(4) != nil:
      (value, length) = (scalar(hex(4) ?? 0xFFFD), 6)
    case UInt8(ascii: "U") where !isBinary && hex(8) != nil:
      (value, length) = (scalar(hex(8) ?? 0xFFFD), 10)
    case UInt8(ascii: "N") where !isBinary && byte(2) == UInt8(ascii: "{"):
      // Character names are a large table: any of them is one character that is no SQL syntax.
      let close = bytes[(start + 3)..<end].prefix(90).firstIndex(of: UInt8(ascii: "}"))
      (value, length) = close.map { (scalar(0xFFFD), $0 + 1 - start) } ?? ([UInt8(ascii: "\\")], 1)
    default:
      // Not an escape: the backslash stays.
      (value, length) = ([UInt8(ascii: "\\")], 1)
    }
  }
}
