import Matching

extension SecretName {
  /// How severe it is that the value stands in the file under this name; nil if it is no secret.
  func judge(_ value: ArraySlice<UInt8>, in place: SecretPlace) -> Severity? {
    guard value.count <= 400, value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    if let lookalike = Lookalike.of(value) {
      guard kind == .password, lookalike == .identifier, Self.isWordWithNumber(value) else { return nil }
    }
    if resembles(value) { return nil }
    switch kind {
    case .password: return judgePassword(value, place)
    case .token: return judgeToken(value, place)
    }
  }

  /// How severe it is that tokens are signed with the value: chosen by people as often as issued by machines.
  func judgeSigningKey(_ value: ArraySlice<UInt8>, in place: SecretPlace) -> Severity? {
    guard value.count <= 400, value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    if Lookalike.of(value) != nil || resembles(value) || Self.isMostlyWords(value) { return nil }
    return judgePassword(value, place)
  }

  private func judgePassword(_ value: ArraySlice<UInt8>, _ place: SecretPlace) -> Severity? {
    guard value.count >= 5, !value.contains(UInt8(ascii: " ")) else { return nil }
    let shape = Shape(value)
    // A word alone is a field name, a label or a state more often than a password.
    // Letters in an order that no word has are one all the same.
    guard shape.digits > 0 || shape.symbols > 0 || value.count >= 10 && shape.isMixedCase else { return nil }
    if Self.isNumberedName(value), !Self.isCommon(value) { return nil }
    if shape.letters == 0 || place.form == .text || place.isForShow { return .note }
    if Self.isCommon(value) { return .note }
    return .warning
  }

  private func judgeToken(_ value: ArraySlice<UInt8>, _ place: SecretPlace) -> Severity? {
    let shape = Shape(value)
    let isChosen = words.last == "secret" || words.suffix(2) == ["secret", "key"]
    let least = shape.isHex ? 20 : isChosen && shape.isMixedCase ? 12 : 16
    guard value.count >= least, !value.contains(UInt8(ascii: " ")) else { return nil }
    guard shape.letters >= 2, shape.symbols * 2 <= value.count else { return nil }
    let (surprise, pairs) = Wordlikeness.surprise(value)
    guard shape.digits >= 2 || pairs >= 10 && surprise > 5 else { return nil }
    // Digits and letters that only name something change rarely: `us-east-1-token-v2`.
    guard Entropy.shannon(value) >= (shape.isHex ? 2.8 : 3.2), !Self.isMostlyWords(value) else { return nil }
    return place.form == .text || place.isForShow ? .note : .warning
  }

  /// Whether the value repeats the name, as `password="user_password"` does.
  private func resembles(_ value: ArraySlice<UInt8>) -> Bool {
    let value = Self.split(value)
    guard let last = words.last, !value.isEmpty else { return true }
    if value.contains(last) || value.contains("password") || value.contains("secret") && kind == .token {
      return true
    }
    return value.allSatisfy(words.contains)
  }

  /// Whether words and numbers, joined by punctuation, make most of the value.
  private static func isMostlyWords(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split { byte in !Shape.isLetter(byte) && !Shape.isDigit(byte) }
    let marks = value.count { !Shape.isLetter($0) && !Shape.isDigit($0) && !"-_./: ".utf8.contains($0) }
    guard parts.count > 1, marks < 3 else { return Wordlikeness.isWords(value) }
    let plain = parts.filter { part in
      part.count <= 3 || part.allSatisfy(Shape.isDigit) || Wordlikeness.isWords(part)
    }
    return plain.reduce(0) { $0 + $1.count } * 3 >= value.count * 2
  }

  private static let common: Set<String> = [
    "password1", "password123", "p@ssw0rd", "passw0rd", "p@ssword", "pa55word", "test123", "test1234",
    "secret123", "changeit", "guest1", "abc123", "user123", "demo123", "foo123", "pass123", "pass1234",
    "s3cret", "s3cr3t", "secr3t",
  ]

  /// `sunshine42`: what people choose.
  private static func isWordWithNumber(_ value: ArraySlice<UInt8>) -> Bool {
    let word = value.prefix { Shape.isLetter($0) }
    let number = value[word.endIndex...]
    return word.count >= 4 && (1...4).contains(number.count) && number.allSatisfy(Shape.isDigit)
  }

  /// `base64`, `field2`: an algorithm, or one of several fields.
  private static func isNumberedName(_ value: ArraySlice<UInt8>) -> Bool {
    let word = value.prefix { Shape.isLetter($0) }
    guard value[word.endIndex...].allSatisfy(Shape.isDigit) else { return false }
    return numbered.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private static let numbered: Set<String> = [
    "md", "sha", "utf", "base", "oauth", "latin", "argon", "bcrypt", "scrypt", "pbkdf", "crypt", "hmac", "blake", "python", "type",
    "text", "input", "field", "label", "line", "lineedit", "edit", "entry", "step", "level", "param",
    "arg", "args", "column", "value", "option", "test", "user", "page", "item", "group", "version", "string",
    "pass", "passwd", "password", "token", "secret", "state", "rule", "http", "tls", "auth", "code",
  ]

  /// A password that stands in tutorials.
  private static func isCommon(_ value: ArraySlice<UInt8>) -> Bool {
    value.count <= 12 && common.contains(String(decoding: value, as: UTF8.self).lowercased())
  }
}

/// How many bytes of each sort a value has.
struct Shape {
  var letters = 0
  var digits = 0
  var symbols = 0
  var isHex = true
  var isMixedCase: Bool { capitals >= 2 && letters - capitals >= 2 }
  private var capitals = 0

  init(_ value: ArraySlice<UInt8>) {
    for byte in value {
      if Self.isDigit(byte) {
        digits += 1
      } else if Self.isLetter(byte) {
        letters += 1
        if byte & 0x20 == 0 { capitals += 1 }
        if byte | 0x20 > UInt8(ascii: "f") { isHex = false }
      } else {
        symbols += 1
        isHex = false
      }
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
