import Syntax

// MARK: From SQL in strings

extension AssignedValue {
  /// The passwords in SQL that stands in strings of the tree: `"CREATE ROLE r PASSWORD '…'"`,
  /// `"CREATE USER u IDENTIFIED BY '…'"`.
  ///
  /// - Parameter marks: where words of secrets stand in the bytes, in order.
  static func forEachInSQL(of tree: Tree, around marks: [Range<Int>], _ body: (AssignedValue) -> Void) {
    let bytes = tree.source.bytes
    let found = marks.compactMap { clause(at: $0, in: bytes) }
    guard !found.isEmpty else { return }
    for node in tree.root.subtree where node.kind == .string {
      let range = node.range.indices
      var low = 0
      var high = found.count
      while low < high {
        let middle = (low + high) / 2
        if found[middle].name.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
      }
      guard low < found.count, found[low].value.upperBound < range.upperBound else { continue }
      let whole = node.parent.flatMap { $0.kind == .stringConcatenation ? $0 : nil } ?? node
      for value in found[low...] {
        guard value.value.upperBound < range.upperBound else { break }
        if isStatement(bytes[whole.range.indices.lowerBound..<value.name.lowerBound]) { body(value) }
      }
    }
  }

  /// `PASSWORD 'value'` and `IDENTIFIED BY 'value'`; the quote may be escaped.
  private static func clause(at mark: Range<Int>, in bytes: [UInt8]) -> AssignedValue? {
    var end = mark.upperBound
    if mark.count == 4 {
      guard bytes[end...].prefix(4).map({ $0 | 0x20 }).elementsEqual("word".utf8) else { return nil }
      end += 4
    } else if bytes[mark].last.map({ $0 | 0x20 }) != UInt8(ascii: "y") || mark.count < 8 {
      return nil
    }
    if mark.lowerBound > 0 {
      let before = bytes[mark.lowerBound - 1]
      guard before <= 0x20 || before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") else { return nil }
    }
    var index = end
    while index < bytes.count, index - end < 16, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index > end, index < bytes.count else { return nil }
    let isEscaped = bytes[index] == UInt8(ascii: "\\")
    if isEscaped { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "'") else { return nil }
    let start = index + 1
    let stop = isEscaped ? UInt8(ascii: "\\") : UInt8(ascii: "'")
    guard let close = bytes[start...].prefix(200).firstIndex(where: { $0 == stop || $0 < 0x20 }),
      close > start, bytes[close] == stop
    else { return nil }
    return AssignedValue(name: mark.lowerBound..<end, value: start..<close)
  }

  /// Whether the text before the clause begins with a statement that has such a clause.
  private static func isStatement(_ before: ArraySlice<UInt8>) -> Bool {
    let last = before.suffix(2_000).split(separator: UInt8(ascii: ";")).last ?? []
    let words = last.split { !Shape.isLetter($0) }.prefix(2).map { word in
      String(decoding: word.prefix(8), as: UTF8.self).lowercased()
    }
    // The first word may be the prefix of the string: `f"CREATE …"`.
    return words.contains { ["create", "alter", "grant"].contains($0) }
  }
}
