/// One text to check: where it came from, what language it is in, and its bytes.
///
/// The bytes are whatever the file held: they may be invalid UTF-8. A UTF-8 byte order mark stays in the
/// bytes (lexers treat it as white space), so offsets are offsets into the file.
public final class Source: Sendable {
  /// Path as the user should see it.
  public let path: String
  public let language: Language
  public let bytes: [UInt8]

  public init(path: String, language: Language, bytes: [UInt8]) {
    self.path = path
    self.language = language
    self.bytes = bytes
  }

  /// The text of a range, invalid UTF-8 replaced by U+FFFD.
  public func text(_ range: TextRange) -> String {
    String(decoding: self[range], as: UTF8.self)
  }

  /// Whether the bytes hold a word, letter for letter.
  public func contains(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count > 0, bytes.count >= count else { return count == 0 }
    return word.withUTF8Buffer { word in
      for start in 0...(bytes.count - count) where bytes[start] == word[0] {
        var length = 1
        while length < count, bytes[start + length] == word[length] { length += 1 }
        if length == count { return true }
      }
      return false
    }
  }

  /// The bytes of a range, clamped to the source.
  public subscript(range: TextRange) -> ArraySlice<UInt8> {
    let end = min(Int(range.end), bytes.count)
    return bytes[min(Int(range.start), end)..<end]
  }
}

/// The languages that premortem tells apart. `text` is anything else that is readable: only secrets are looked for in it.
public enum Language: String, Sendable, CaseIterable {
  case sql, python, javascript, typescript, go, java, kotlin, ruby, php, csharp
  case text
}
