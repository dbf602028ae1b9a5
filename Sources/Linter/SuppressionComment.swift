import Syntax

/// One `premortem: ignore[rule, class] reason` or `premortem: ignore-file[...]`, as it was written.
struct SuppressionComment {
  /// From `premortem:` to the closing bracket, in the text that was read.
  let range: TextRange
  let isForFile: Bool
  /// What stands between the brackets, in small letters and with its place; empty without brackets.
  let selectors: [(name: String, range: TextRange)]

  /// In any case, as are the words after it.
  static let marker = Array("premortem:".utf8)

  /// Every place where the marker stands and `ignore` follows.
  static func all(in bytes: [UInt8]) -> [SuppressionComment] {
    var comments: [SuppressionComment] = []
    var start = 0
    while let found = position(of: marker, in: bytes, from: start) {
      start = found + marker.count
      if let comment = SuppressionComment(bytes, at: found) { comments.append(comment) }
    }
    return comments
  }

  /// - Parameter start: where the marker begins.
  private init?(_ bytes: [UInt8], at start: Int) {
    var index = start + Self.marker.count
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    let word = Array("ignore".utf8)
    guard Self.starts(bytes[index...], with: word) else { return nil }
    index += word.count
    let fileSuffix = Array("-file".utf8)
    isForFile = Self.starts(bytes[index...], with: fileSuffix)
    if isForFile { index += fileSuffix.count }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || Self.isWordPart(bytes[index]) { return nil }
    var selectors: [(name: String, range: TextRange)] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") {
      let end = bytes[index...].prefix(2000).firstIndex { $0 == UInt8(ascii: "]") || $0 == 0x0A || $0 == 0x0D }
      let close = end ?? min(index + 2000, bytes.count)
      for part in bytes[(index + 1)..<max(close, index + 1)].split(separator: UInt8(ascii: ",")) {
        let name = part.drop { $0 <= 0x20 }
        let length = (name.lastIndex { $0 > 0x20 } ?? name.startIndex - 1) + 1 - name.startIndex
        guard length > 0 else { continue }
        let trimmed = name.prefix(length)
        selectors.append(
          (String(decoding: trimmed, as: UTF8.self).lowercased(), TextRange(trimmed.startIndex, trimmed.endIndex)))
      }
      index = min(close + 1, bytes.count)
    }
    self.selectors = selectors
    range = TextRange(start, index)
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }

  /// - Parameter word: in small letters.
  private static func starts(_ text: ArraySlice<UInt8>, with word: [UInt8]) -> Bool {
    text.starts(with: word) { byte, small in byte == small || small &- 0x61 < 26 && byte | 0x20 == small }
  }

  private static func position(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    let span = bytes.span
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = start
    let end = bytes.count - needle.count
    while index <= end {
      if span[index] | 0x20 == first, starts(bytes[index...], with: needle) { return index }
      index += 1
    }
    return nil
  }
}
