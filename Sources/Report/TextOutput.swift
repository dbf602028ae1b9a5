import Checks

/// Lines of text with colours, safe to print.
public struct TextOutput {
  private(set) var bytes: [UInt8] = []
  private let hasColor: Bool
  private let breaksCommands: Bool
  private var lineStart = 0

  init(_ style: TextStyle) {
    hasColor = style.hasColor
    breaksCommands = style.breaksCommands
  }

  /// One line of any text, without colours and safe for a log.
  public static func line(_ text: String) -> [UInt8] {
    var output = TextOutput(TextStyle())
    output.add(text)
    output.endLine()
    return output.bytes
  }

  /// What it looks like, in the numbers of "select graphic rendition".
  enum Ink: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case frame = "34"
    case good = "32"

    init(_ severity: Severity) {
      self =
        switch severity {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
  }

  /// Adds text of any origin.
  mutating func add(_ text: some StringProtocol, _ ink: Ink = .plain) {
    add(Array(text.utf8)[...], ink)
  }

  mutating func add(_ text: ArraySlice<UInt8>, _ ink: Ink = .plain) {
    begin(ink)
    Neutral.append(text, to: &bytes)
    end(ink)
  }

  /// Adds bytes that were made safe already.
  mutating func addShown(_ text: [UInt8], _ ink: Ink = .plain) {
    begin(ink)
    bytes += text
    end(ink)
  }

  mutating func endLine() {
    if breaksCommands { Neutral.breakCommands(in: &bytes, from: lineStart) }
    bytes.append(0x0A)
    lineStart = bytes.count
  }

  private mutating func begin(_ ink: Ink) {
    if hasColor, ink != .plain { bytes += "\u{1B}[\(ink.rawValue)m".utf8 }
  }

  private mutating func end(_ ink: Ink) {
    if hasColor, ink != .plain { bytes += "\u{1B}[0m".utf8 }
  }
}

/// Where text goes, and so what it may look like.
public struct TextStyle: Sendable {
  public var hasColor: Bool
  /// Whether a build server may read the text as commands.
  public var breaksCommands: Bool
  /// Columns.
  public var width: Int

  public init(hasColor: Bool = false, breaksCommands: Bool = true, width: Int = 100) {
    self.hasColor = hasColor
    self.breaksCommands = breaksCommands
    self.width = width
  }
}

/// Text in lines of a width: prose is filled, lines that begin with white space (code) stay as they are, and so does
/// a line break that no width asked for.
func wrapped(_ text: some StringProtocol, width: Int) -> [String] {
  var paragraphs: [String] = []
  var isFilling = false
  for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    let isCode = line.first == " " || line.first == "\t"
    if isFilling, !isCode, !line.isEmpty, let last = paragraphs.popLast() {
      paragraphs.append(last + " " + line)
    } else {
      paragraphs.append(String(line))
    }
    isFilling = !isCode && line.count > 60
  }
  while paragraphs.last?.isEmpty == true { paragraphs.removeLast() }
  return paragraphs.flatMap { filled($0, width: width) }
}

private func filled(_ paragraph: String, width: Int) -> [String] {
  guard paragraph.count > width, paragraph.first != " ", paragraph.first != "\t" else { return [paragraph] }
  var lines: [String] = []
  var current = ""
  for word in paragraph.split(separator: " ") {
    if !current.isEmpty, current.count + 1 + word.count > width {
      lines.append(current)
      current = ""
    }
    if !current.isEmpty { current += " " }
    current += word
  }
  return lines + [current]
}
