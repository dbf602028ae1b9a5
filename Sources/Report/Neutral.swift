/// Text from files and file names on its way to a terminal or a log: nothing in it may act there.
enum Neutral {
  /// A scalar, or a byte that is no valid UTF-8, as it is shown.
  struct Glyph {
    /// Bytes of the input.
    let length: Int
    /// nil for a scalar that stands for itself.
    let escape: String?
    /// Terminal columns.
    let width: Int
  }

  /// The bytes with control characters, invisible and direction-changing scalars and broken UTF-8 as visible escapes.
  static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let glyph = glyph(at: index, in: bytes)
      if let escape = glyph.escape {
        output += escape.utf8
      } else {
        output += bytes[index..<(index + glyph.length)]
      }
      index += glyph.length
    }
  }

  static func glyph(at index: Int, in bytes: ArraySlice<UInt8>) -> Glyph {
    let first = bytes[index]
    if first >= 0x20 && first < 0x7F { return Glyph(length: 1, escape: nil, width: 1) }
    if first < 0x80 { return control(first) }
    guard let (scalar, length) = decode(at: index, in: bytes) else {
      return Glyph(length: 1, escape: "\\x" + hex(UInt32(first)), width: 4)
    }
    if isUnsafe(scalar) {
      let escape = "\\u{" + hex(scalar) + "}"
      return Glyph(length: length, escape: escape, width: escape.utf8.count)
    }
    return Glyph(length: length, escape: nil, width: Width.of(scalar))
  }

  private static func control(_ byte: UInt8) -> Glyph {
    let escape =
      switch byte {
      case 0x09: "\\t"
      case 0x0A: "\\n"
      case 0x0D: "\\r"
      default: "\\x" + hex(UInt32(byte))
      }
    return Glyph(length: 1, escape: escape, width: escape.utf8.count)
  }

  /// C1 controls, marks that change the direction of text, separators of lines, and scalars that show nothing.
  static func isUnsafe(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE0FFF: true
    default: false
    }
  }

  /// A scalar of more than one byte, by the rules of UTF-8: shortest form, no surrogates.
  static func decode(at index: Int, in bytes: ArraySlice<UInt8>) -> (scalar: UInt32, length: Int)? {
    let first = bytes[index]
    let length = first >= 0xF5 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, index + length <= bytes.endIndex else { return nil }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for next in 1..<length {
      let byte = bytes[index + next]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = length == 2 || (length == 3 ? scalar >= 0x800 : scalar >= 0x10000)
    let isScalar = scalar <= 0x10FFFF && !(0xD800...0xDFFF).contains(scalar)
    return isShortest && isScalar ? (scalar, length) : nil
  }

  /// At least two upper-case digits.
  static func hex(_ number: UInt32) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// Breaks what a build server would take for a command, from a place in the output to its end: `::` at the start of
  /// a line, `##[` and `##vso[` anywhere.
  static func breakCommands(in output: inout [UInt8], from start: Int) {
    let line = output[start...]
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    if text.starts(with: "::".utf8) { output.insert(0x20, at: text.startIndex + 1) }
    var index = start
    while index + 2 < output.count {
      if output[index] == UInt8(ascii: "#"), output[index + 1] == UInt8(ascii: "#") {
        let rest = output[(index + 2)...]
        if rest.first == UInt8(ascii: "[") || rest.starts(with: "vso[".utf8) {
          output.insert(0x20, at: index + 1)
        }
      }
      index += 1
    }
  }
}

/// Columns that a scalar takes in a terminal.
enum Width {
  static func of(_ scalar: UInt32) -> Int {
    if scalar < 0x300 { return 1 }
    if contains(combining, scalar) { return 0 }
    return contains(wide, scalar) ? 2 : 1
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }

  /// Marks that stand on the scalar before them: the common blocks.
  private static let combining: [ClosedRange<UInt32>] = [
    0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0x6D6...0x6DC, 0x900...0x902,
    0x93C...0x93C, 0x941...0x948, 0x94D...0x94D, 0xE31...0xE31, 0xE34...0xE3A, 0xE47...0xE4E,
    0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0x302A...0x302D, 0x3099...0x309A, 0xFE00...0xFE0F,
    0xFE20...0xFE2F, 0x1F3FB...0x1F3FF,
  ]

  /// East Asian wide and full width, and emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653,
    0x26A1...0x26A1, 0x26BD...0x26BE, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C,
    0x2753...0x2755, 0x2795...0x2797, 0x2B50...0x2B50, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
