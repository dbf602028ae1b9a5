/// Finds the keyword that a word spells, in any case: one multiplication and usually one comparison.
///
/// A word is packed into three machine words, each letter made lower case by setting one bit. The bit turns `_`
/// into a byte that no word holds, so no two words meet.
struct KeywordTable: Sendable {
  static let shared = KeywordTable()

  private struct Packed: Equatable {
    var low: UInt64 = 0
    var middle: UInt64 = 0
    var high: UInt64 = 0

    var slot: Int {
      let mixed = (low ^ (middle << 7) ^ (high << 13)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 53)
    }
  }

  private static let longest = 24
  private var keys: [Packed]
  private var values: [Terminal]

  private init() {
    keys = Array(repeating: Packed(), count: 2048)
    values = Array(repeating: .endOfText, count: 2048)
    for terminal in Terminal.allCases where terminal.isKeyword {
      let name = Array("\(terminal)".utf8)
      let key = KeywordTable.pack(name, from: 0, to: name.count)
      var slot = key.slot
      while values[slot] != .endOfText { slot = (slot + 1) & 2047 }
      keys[slot] = key
      values[slot] = terminal
    }
  }

  private static func pack(_ bytes: [UInt8], from start: Int, to end: Int) -> Packed {
    var key = Packed()
    var shift: UInt64 = 0
    var index = start
    var limit = min(end, start + 8)
    while index < limit {
      key.low |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    guard index < end else { return key }
    shift = 0
    limit = min(end, start + 16)
    while index < limit {
      key.middle |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    shift = 0
    while index < end {
      key.high |= UInt64(bytes[index] | 0x20) << shift
      shift += 8
      index += 1
    }
    return key
  }

  /// The keyword that these bytes spell, `identifier` for any other word.
  func terminal(_ bytes: [UInt8], from start: Int, to end: Int) -> Terminal {
    guard end - start <= KeywordTable.longest, end > start else { return .identifier }
    let key = KeywordTable.pack(bytes, from: start, to: end)
    var slot = key.slot
    while values[slot] != .endOfText {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & 2047
    }
    return .identifier
  }
}
