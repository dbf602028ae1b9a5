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
    var end: String?
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let utf8 = line.utf8
      let isPlain = !utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "/") }
      if end == nil, isPlain { return String(line) }
      return Self.code(of: line, in: &end)
    }
  }

  /// Numbers of the lines with a match, 1-based.
  func lines(matching pattern: Regex<Substring>) -> [Int] {
    lines.indices.filter { lines[$0].firstMatch(of: pattern) != nil }.map { $0 + 1 }
  }

  /// - Parameter end: what ends the comment or literal that the line begins in; of the next line afterwards.
  private static func code(of line: Substring, in end: inout String?) -> String {
    var code = ""
    var rest = line
    while !rest.isEmpty {
      if let closing = end {
        if rest.hasPrefix(closing) {
          rest = rest.dropFirst(closing.count)
          end = nil
        } else {
          rest = rest.dropFirst(rest.hasPrefix("\\") && !closing.hasSuffix("#") ? 2 : 1)
        }
      } else if rest.hasPrefix("//") {
        break
      } else if rest.hasPrefix("/*") {
        end = "*/"
        rest = rest.dropFirst(2)
      } else if let opening = rest.prefixMatch(of: /(#*)("""|")/) {
        end = String(opening.2 + opening.1)
        code += "\"\""
        rest = rest.dropFirst(opening.0.count)
      } else {
        code.append(rest.removeFirst())
      }
    }
    if end != "*/", end?.hasPrefix("\"\"\"") != true { end = nil }
    return code
  }
}
