import Syntax

/// What the dialects read differently. CockroachDB follows PostgreSQL.
extension Dialect {
  var hasNestedComments: Bool { self == .postgres || self == .cockroach }
  var hasDollarQuotes: Bool { self == .postgres || self == .cockroach }
  /// The words that only PostgreSQL reserves may name things elsewhere.
  var isLenient: Bool { self == .mysql || self == .sqlite }
}

extension SQLFrontEnd {
  /// Guesses the dialect from what no other dialect writes: backticks, AUTO_INCREMENT, ENGINE= and `#`
  /// comments are MySQL's, AUTOINCREMENT and PRAGMA are SQLite's. Anything else is PostgreSQL. One pass;
  /// looks at 256 KiB at most.
  public static func detectDialect(_ bytes: [UInt8]) -> Dialect {
    var marks = DialectMarks()
    var index = 0
    let end = min(bytes.count, 256 * 1024)
    var lineStart = true
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 0x27:  // a string: its text says nothing
        index = skipString(bytes, from: index, to: end)
        lineStart = false
        continue
      case 0x2D where index + 1 < end && bytes[index + 1] == 0x2D:
        while index < end, bytes[index] != 0x0A { index += 1 }
        continue
      case 0x60: marks.backticks += 1
      case 0x24 where index + 1 < end && bytes[index + 1] == 0x24: marks.postgres += 1
      case 0x3A where index + 1 < end && bytes[index + 1] == 0x3A: marks.postgres += 1
      case 0x23 where lineStart: marks.hashes += 1
      case 0x3B: marks.endStatement()
      case 0x0A: lineStart = true
      default:
        if isWordStart(byte) {
          let start = index
          while index < end, isWordPart(bytes[index]) { index += 1 }
          marks.word(bytes, from: start, to: index, startsLine: lineStart)
          lineStart = false
          continue
        }
      }
      if byte > 0x20 { lineStart = false }
      index += 1
    }
    return marks.dialect
  }

  private static func skipString(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var index = start + 1
    while index < end, bytes[index] != 0x27 {
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return index + 1
  }
}

private struct DialectMarks {
  var backticks = 0
  var hashes = 0
  var postgres = 0
  var mysql = 0
  var sqlite = 0
  private var previous = Terminal.endOfText
  /// The first word of the statement, and how many words it has had.
  private var first = Terminal.endOfText
  private var second = Terminal.endOfText
  private var count = 0

  mutating func endStatement() { count = 0 }

  mutating func word(_ bytes: [UInt8], from start: Int, to end: Int, startsLine: Bool) {
    let word = KeywordTable.shared.terminal(bytes, from: start, to: end)
    if count == 0 { first = word }
    count += 1
    switch word {
    case .auto_increment, .unsigned, .mediumtext, .longtext, .longblob, .mediumint, .zerofill:
      mysql += 1
    case .engine where end < bytes.count && (bytes[end] == 0x3D || bytes[end] == 0x20): mysql += 1
    case .duplicate where previous == .on: mysql += 2
    case .delimiter where startsLine && end < bytes.count && bytes[end] == 0x20: mysql += 2
    case .modify, .tinyint: mysql += 1
    case .index where first == .alter && (previous == .drop || previous == .add),
      .key where first == .alter && (previous == .drop || previous == .add):
      mysql += 1
    case .on where count == 4 && first == .drop && second == .index: mysql += 1
    case .autoincrement: sqlite += 2
    case .pragma: sqlite += 1
    case .rowid where previous == .without: sqlite += 1
    case .concurrently, .returns, .jsonb, .timestamptz, .bigserial, .serial: postgres += 1
    default: break
    }
    if count == 2 { second = word }
    previous = word
  }

  var dialect: Dialect {
    if sqlite > 0, sqlite >= postgres, mysql == 0 { return .sqlite }
    let mysqlMarks = mysql + backticks + (mysql + backticks > 0 ? hashes : 0)
    if mysqlMarks > postgres || (hashes > 1 && postgres == 0) { return .mysql }
    return .postgres
  }
}

@inline(__always)
func isWordStart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80
}

@inline(__always)
func isWordPart(_ byte: UInt8) -> Bool {
  isWordStart(byte) || byte &- 0x30 < 10 || byte == 0x24
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
