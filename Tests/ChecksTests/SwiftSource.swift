/// A Swift file with its comments and the contents of its string literals taken out, so that what is left is what it
/// does.
struct SwiftSource: Sendable {
  let path: String
  let lines: [String]

  /// Name of the target: the folder under `Sources/`.
  var target: String { String(path.split(separator: "/")[1]) }
  var name: Substring { path.split(separator: "/").last ?? "" }

  static let all: [SwiftSource] = Repository.files(under: "Sources", "swift").compactMap { path in
    guard let text = try? Repository.text(path) else { return nil }
    return SwiftSource(path: path, text: text)
  }

  init(path: String, text: String) {
    self.path = path
    var scanner = Scanner(bytes: Array(text.utf8))
    let code = scanner.code()
    let text = String(decoding: code.last == 0x0A ? code.dropLast() : code[...], as: UTF8.self)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Numbers of the lines with a match, 1-based. A match holds the mark: it tells quickly where there is none.
  func lines(matching pattern: Regex<Substring>, mark: Character) -> [Int] {
    let mark = mark.asciiValue ?? 0
    return lines.indices.filter { lines[$0].utf8.contains(mark) && lines[$0].firstMatch(of: pattern) != nil }
      .map { $0 + 1 }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index = 0
    var output: [UInt8] = []

    mutating func code() -> [UInt8] {
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
          while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
          skip(through: Array("*/".utf8), escapes: false)
        case UInt8(ascii: "\""):
          literal(fence: 0)
        case UInt8(ascii: "#"):
          let start = index
          while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
          if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            literal(fence: index - start)
          } else {
            output += bytes[start..<index]
          }
        default:
          output.append(bytes[index])
          index += 1
        }
      }
      return output
    }

    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    /// Leaves two quotes, and the line ends of a literal of several lines.
    private mutating func literal(fence: Int) {
      let quote = UInt8(ascii: "\"")
      let isLong = bytes[index...].prefix(3).elementsEqual([quote, quote, quote])
      let quotes = Array(repeating: quote, count: isLong ? 3 : 1)
      index += quotes.count
      output += [quote, quote]
      skip(through: quotes + Array(repeating: UInt8(ascii: "#"), count: fence), escapes: fence == 0)
    }

    private mutating func skip(through end: [UInt8], escapes: Bool) {
      while index < bytes.count {
        if bytes[index] == end[0], bytes[index...].prefix(end.count).elementsEqual(end) {
          index += end.count
          return
        }
        if bytes[index] == 0x0A { output.append(0x0A) }
        if escapes, bytes[index] == UInt8(ascii: "\\"), next != 0x0A { index += 1 }
        index += 1
      }
    }
  }
}
