/// Writes JSON that any reader takes: valid UTF-8, nothing in it that acts in a terminal or a build log.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true
  private var depth = 0
  private let isIndented: Bool

  init(isIndented: Bool = true) {
    self.isIndented = isIndented
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

  mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void) {
    nest("[", "]") { writer in
      for element in elements {
        writer.separate()
        body(&writer, element)
      }
    }
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    bytes += String(value).utf8
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bytes += (value ? "true" : "false").utf8
  }

  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  mutating func array<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(elements, body)
  }

  private mutating func key(_ name: String) {
    separate()
    string(name)
    bytes += (isIndented ? ": " : ":").utf8
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    escape(Array(text.utf8)[...])
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func endLine() { bytes.append(0x0A) }

  private mutating func escape(_ text: ArraySlice<UInt8>) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes += [UInt8(ascii: "\\"), byte]
        index += 1
      case 0x0A:
        bytes += "\\n".utf8
        index += 1
      // `##[` and `##vso[` are commands to build servers wherever they stand.
      case UInt8(ascii: "#") where text[(index + 1)...].starts(with: "#".utf8):
        bytes += "\\u0023".utf8
        index += 1
      case 0x20..<0x7F:
        bytes.append(byte)
        index += 1
      default: index += escapeScalar(at: index, in: text)
      }
    }
  }

  private mutating func escapeScalar(at index: Int, in text: ArraySlice<UInt8>) -> Int {
    let (scalar, length) = text[index] < 0x80
      ? (UInt32(text[index]), 1) : Neutral.decode(at: index, in: text) ?? (0xFFFD, 1)
    guard Neutral.isUnsafe(scalar) else {
      bytes += text[index..<(index + length)]
      return length
    }
    for unit in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf16 {
      let digits = String(unit, radix: 16)
      bytes += "\\u".utf8
      bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
      bytes += digits.utf8
    }
    return length
  }

  private mutating func nest(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    bytes += open.utf8
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    bytes += close.utf8
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(0x0A)
    bytes += String(repeating: "  ", count: depth).utf8
  }
}
