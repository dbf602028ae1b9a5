/// A path as the file system has it: bytes that need not be valid UTF-8.
public struct FilePath: Hashable, Comparable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path as text, each byte that is no valid UTF-8 as `\xNN`.
  public var text: String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      let width = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      if let scalar = String(validating: rest.prefix(width), as: UTF8.self) {
        text += scalar
        rest = rest.dropFirst(width)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        text += digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The part after the last slash.
  public var name: ArraySlice<UInt8> {
    bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
  }

  /// This path with a name below it. Below `.` the name stands alone.
  public func appending(_ name: [UInt8]) -> FilePath {
    if bytes == [UInt8(ascii: ".")] { return FilePath(name) }
    if bytes.last == UInt8(ascii: "/") { return FilePath(bytes + name) }
    return FilePath(bytes + [UInt8(ascii: "/")] + name)
  }

  public static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
