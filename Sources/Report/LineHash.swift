/// The fingerprint by which GitHub tells whether an alert is an old one: `primaryLocationLineHash`, as GitHub's own
/// upload action computes it.
///
/// The file is read as UTF-16 units without spaces and tabs, every line end as LF. A line's hash is over the hundred
/// units from its start on, so it follows the line when lines above it come and go; equal hashes are numbered.
enum LineHash {
  private static let blockSize = 100
  private static let base: UInt64 = 37

  /// The hashes of all lines, the first line's first.
  static func all(in bytes: [UInt8]) -> [String] {
    var hasher = Hasher()
    var isAfterReturn = false
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      if unit == 0x20 || unit == 0x09 || (isAfterReturn && unit == 0x0A) {
        isAfterReturn = false
        continue
      }
      isAfterReturn = unit == 0x0D
      hasher.read(isAfterReturn ? 0x0A : unit)
    }
    hasher.read(0xFFFF)
    hasher.finish()
    return hasher.hashes
  }

  private struct Hasher {
    /// In the order of the lines: a line begins later than the one before it, and so its block ends later.
    private(set) var hashes: [String] = []
    private var window = [UInt16](repeating: 0, count: blockSize)
    /// Whether the unit in the window begins a line.
    private var beginsLine = [Bool](repeating: false, count: blockSize)
    private var index = 0
    private var hash: UInt64 = 0
    private var isLineStart = true
    private var counts: [UInt64: Int] = [:]
    /// What a unit that leaves the window weighs.
    private let weight = (0..<blockSize).reduce(UInt64(1)) { weight, _ in weight &* base }

    mutating func read(_ unit: UInt16) {
      if beginsLine[index] { output() }
      beginsLine[index] = isLineStart
      isLineStart = unit == 0x0A
      update(unit)
    }

    mutating func finish() {
      for _ in 0..<blockSize {
        if beginsLine[index] { output() }
        update(0)
      }
    }

    private mutating func update(_ unit: UInt16) {
      let leaving = UInt64(window[index])
      window[index] = unit
      hash = hash &* base &+ UInt64(unit) &- weight &* leaving
      index = (index + 1) % blockSize
    }

    private mutating func output() {
      counts[hash, default: 0] += 1
      hashes.append("\(String(hash, radix: 16)):\(counts[hash, default: 0])")
      beginsLine[index] = false
    }
  }
}
