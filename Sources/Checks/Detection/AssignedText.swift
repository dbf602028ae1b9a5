import Matching
import Syntax

// MARK: From bytes

extension AssignedValue {
  /// How far a name may reach from a word that marks it, and how many blanks may stand before a value.
  private static let reach = 64
  private static let longestValue = 400

  /// The values bound to names around the marks, in files that have no tree: `name = value`, `name: value`,
  /// `"name": "value"`, `<name>value</name>`, `--name value`, `"name": "NAME", "value": "…"`.
  static func forEach(
    around marks: [Range<Int>], in bytes: [UInt8], _ place: SecretPlace, _ body: (AssignedValue) -> Void
  ) {
    var end = 0
    for mark in marks where mark.lowerBound >= end {
      var start = mark.lowerBound
      while start > 0, start > end, mark.lowerBound - start < reach, isNameByte(bytes[start - 1]) {
        start -= 1
      }
      var after = mark.upperBound
      while after < bytes.count, after - mark.upperBound < reach, isNameByte(bytes[after]) { after += 1 }
      end = after
      var scanner = ByteScanner(bytes: bytes, index: after)
      guard let value = scanner.value(of: start..<after, place) else { continue }
      body(AssignedValue(name: start..<after, value: value))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    Shape.isLetter(byte) || Shape.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// Reads on from the end of a name.
  private struct ByteScanner {
    let bytes: [UInt8]
    var index: Int

    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0x0A }

    private mutating func skip(_ byte: Character) -> Bool {
      guard self.byte == byte.asciiValue else { return false }
      index += 1
      return true
    }

    @discardableResult private mutating func skipBlanks() -> Int {
      let start = index
      while index - start < AssignedValue.reach, byte == 0x20 || byte == 0x09 { index += 1 }
      return index - start
    }

    mutating func value(of name: Range<Int>, _ place: SecretPlace) -> Range<Int>? {
      let before = name.lowerBound > 0 ? bytes[name.lowerBound - 1] : 0x0A
      if before == UInt8(ascii: "<"), place.form == .xml || place.form == .code {
        return skip(">") ? plain(upTo: "<") : nil
      }
      let quote = skipQuote()
      let blanks = skipBlanks()
      if place.form == .xml || place.form == .quoted || place.form == .yaml, let value = namedPair() {
        return value
      }
      if isSQL(name), blanks > 0, byte == UInt8(ascii: "'") { return quoted() }
      // `--password value`, `password value` in .netrc.
      if quote == nil, blanks > 0, bytes[name].starts(with: "--".utf8), place.form != .code {
        return byte == UInt8(ascii: "-") ? nil : unquoted(place)
      }
      guard skipOperator(place) else { return nil }
      // `PGPASSWORD=value psql`: the command follows.
      let isVariable = bytes[index - 1] == UInt8(ascii: "=") && bytes[name].allSatisfy { $0 < 0x60 }
      let mayGoOn = skipBlanks() == 0 && isVariable
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
        return quoted()
      }
      // `"name": value` is no text in the formats that quote names.
      guard quote == nil || place.form == .yaml else { return nil }
      switch place.form {
      case .assignments, .yaml: return unquoted(place, mayGoOn)
      case .text: return isLineStart(name) ? unquoted(place, mayGoOn) : nil
      case .code, .quoted, .xml: return nil
      }
    }

    private mutating func skipQuote() -> UInt8? {
      for quote in "\"'`" where skip(quote) {
        _ = skip("]")
        return quote.asciiValue
      }
      return nil
    }

    /// `=`, `:`, `:=`, `=>`, `?=`, and `: Type =`; no comparison.
    private mutating func skipOperator(_ place: SecretPlace) -> Bool {
      if skip("=") {
        if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~") { return false }
        _ = skip(">")
        return true
      }
      if skip("?") { return skip("=") }
      guard skip(":") else { return false }
      if skip("=") { return true }
      if byte == UInt8(ascii: ":") { return false }
      guard place.form == .code else { return byte == 0x20 || byte == 0x09 || byte == 0x22 || byte == 0x27 }
      skipBlanks()
      let start = index
      while index - start < 40, Shape.isLetter(byte) || "?!|<>[]. ".utf8.contains(byte) { index += 1 }
      if index > start, skip("=") { return byte != UInt8(ascii: "=") }
      index = start
      return true
    }

    /// `"name": "DB_PASSWORD", "value": "…"` and `key="Password" value="…"`, after the name's closing quote.
    private mutating func namedPair() -> Range<Int>? {
      let start = index
      _ = skip(",")
      while index - start < AssignedValue.reach, byte <= 0x20, index < bytes.count { index += 1 }
      _ = skip("\"")
      guard bytes[index...].starts(with: "value".utf8) else {
        index = start
        return nil
      }
      index += 5
      _ = skip("\"")
      skipBlanks()
      guard skip(":") || skip("=") else {
        index = start
        return nil
      }
      skipBlanks()
      return byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? quoted() : nil
    }

    /// A text in quotes that ends on its line.
    private mutating func quoted() -> Range<Int>? {
      let quote = byte
      index += 1
      let start = index
      while index < bytes.count, index - start <= AssignedValue.longestValue {
        if byte == quote { return start < index ? start..<index : nil }
        if byte == 0x0A || byte == 0x0D { return nil }
        index += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      return nil
    }

    /// A text that ends at a blank, a comment or the end of the line, and is all that stands there.
    private mutating func unquoted(_ place: SecretPlace, _ mayGoOn: Bool = false) -> Range<Int>? {
      let start = index
      while index < bytes.count, index - start <= AssignedValue.longestValue, byte > 0x20,
        byte != UInt8(ascii: ";")
      {
        index += 1
      }
      let end = index
      guard start < end, end - start <= AssignedValue.longestValue else { return nil }
      // In running text and in nested structures a word follows.
      if place.form != .assignments, !mayGoOn {
        skipBlanks()
        guard byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "#") || index >= bytes.count else {
          return nil
        }
      }
      let last = bytes[end - 1]
      let code = bytes[start..<end].contains { "\"'`()[]{}<>,|".utf8.contains($0) }
      return code || last == UInt8(ascii: ":") ? nil : start..<end
    }

    private mutating func plain(upTo stop: Character) -> Range<Int>? {
      let start = index
      while index < bytes.count, index - start <= AssignedValue.longestValue, byte != stop.asciiValue,
        byte != 0x0A
      {
        index += 1
      }
      return start < index && byte == stop.asciiValue ? start..<index : nil
    }

    private func isSQL(_ name: Range<Int>) -> Bool {
      let words = SecretName.split(bytes[name])
      return words == ["password"] || words.last == "by"
    }

    private func isLineStart(_ name: Range<Int>) -> Bool {
      var start = name.lowerBound
      while start > 0, name.lowerBound - start < 16, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 {
        start -= 1
      }
      return start == 0 || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D
    }
  }
}
