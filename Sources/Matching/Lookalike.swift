/// What a value is, when it is something other than a secret: the reasons for which a value that stands where a secret
/// could stand is none.
public enum Lookalike: String, Sendable, CaseIterable {
  /// Nothing, or only punctuation.
  case empty
  /// To be replaced by the reader: `changeme`, `your-token-here`, `<password>`, `xxxx`, `****`.
  case placeholder
  /// Filled in elsewhere: `${TOKEN}`, `{{ token }}`, `%(token)s`, `%s`, `$TOKEN`.
  case template
  /// Where the secret is to be found, or the secret encrypted: `op://…`, `arn:aws:…`, `ENC[…]`, `vault:v1:…`.
  case reference
  /// One character or a short unit again and again.
  case repetition
  /// `abcdef`, `123456`, `qwerty`.
  case sequence
  case url, path, uuid, number
  /// A name made of words: `user_password`, `AccessToken`, `my-secret`.
  case identifier
  /// Text for people.
  case words
  /// A call, a member, an operator: code, not a value.
  case expression

  /// What the value is; nil if it may be a secret.
  public static func of(_ value: ArraySlice<UInt8>) -> Lookalike? {
    let value = trimmed(value)
    if let filler = filler(of: value) { return filler }
    if isUUID(value) { return .uuid }
    if isNumber(value) { return .number }
    if hasScheme(value) { return .url }
    if value.contains(where: {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n")
    }) {
      return isText(value) ? .words : nil
    }
    if value.count(where: { $0 >= 0x80 }) * 4 > value.count { return .words }
    if isPath(value) { return .path }
    if isExpression(value) { return .expression }
    if isIdentifier(value) { return .identifier }
    return nil
  }

  /// Whether the value stands for a secret without being one, whatever alphabet the secret would have: the tests of `of`
  /// that hold for tokens of a known form too.
  public static func filler(of value: ArraySlice<UInt8>) -> Lookalike? {
    let value = trimmed(value)
    guard value.contains(where: isAlphanumeric) else { return value.isEmpty ? .empty : .placeholder }
    if isReference(value) { return .reference }
    if isTemplate(value) { return .template }
    if isPlaceholder(value) { return .placeholder }
    if isRepetition(value) { return .repetition }
    if isSequence(value) { return .sequence }
    return nil
  }

  // MARK: Tests

  private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var value = value
    let quotes: (UInt8) -> Bool = {
      $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "`")
    }
    while let first = value.first, quotes(first) { value.removeFirst() }
    while let last = value.last, quotes(last) { value.removeLast() }
    return value
  }

  private static let placeholderWords = LiteralSet(
    [
      "changeme", "change_me", "change-me", "change me", "changethis", "change_this", "change-this", "your_",
      "your-",
      "your ", "yourpass", "yourtoken", "yoursecret", "yourkey", "yourapi", "yourown", "example", "xxxx",
      "****",
      "••••", "redacted", "removed", "fixme", "dummy", "sample", "placeholder", "replaceme", "replace_",
      "replace-",
      "replace this", "insert_", "insert-", "inserthere", "notreal", "not_real", "not-real", "notasecret",
      "not-a-", "not_a_", "fake", "foobar", "foo_bar", "foo-bar", "lorem", "put_your", "enter_your",
      "my_secret",
      "my-secret", "mysecret", "mypass", "my_pass", "my-pass", "my_token", "my-token", "mytoken", "my_api",
      "my-api",
      "myapi", "somepass", "some_pass", "some-pass", "somesecret", "some_secret", "some-secret", "some_token",
      "some-token", "sometoken", "unused", "undefined", "obfuscated", "masked", "omitted", "truncated",
      "[...]",
      "_here", "-here", "goes here", "goeshere", "goes_here", "goes-here", "deadbeef", "cafebabe", "0xdead",
    ].map { (literal: $0, id: 0) })

  /// Words that are placeholders only when they are the whole value.
  private static let placeholderValues: Set<String> = [
    "todo", "tbd", "none", "null", "nil", "true", "false", "yes", "no", "on", "off", "empty", "default",
    "string", "str",
    "text", "value", "test", "tests", "testing", "foo", "bar", "baz", "qux", "abc", "secret", "password",
    "passwd",
    "passphrase", "token", "key", "apikey", "api_key", "api-key", "username", "user", "na", "n/a", "unknown",
    "hidden",
    "required", "optional", "blank", "any", "object", "number", "boolean", "here", "...", "private", "public",
  ]

  private static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
    var found = false
    placeholderWords.forEachMatch(in: value.span) { _ in found = true }
    if found { return true }
    if value.count <= 12 {
      return placeholderValues.contains(String(decoding: value, as: UTF8.self).lowercased())
    }
    return value.starts(with: "...".utf8) || value.suffix(3).elementsEqual("...".utf8)
      || value.suffix(3).elementsEqual("…".utf8)
  }

  private static let referenceMarks = [
    "ENC[", "ENC(", "{cipher}", "!vault", "!secret", "!Ref", "!Sub", "!GetAtt", "vault:v", "vault:", "op://",
    "arn:aws",
    "ssm:", "secretsmanager:", "sm://", "awssm://", "gcpsm://", "projects/", "keyring:", "env:", "ENV[",
    "file:", "U2FsdGVkX1",
    "gAAAAA", "AQICA", "$ANSIBLE_VAULT", "ref+", "kms:", "sops:", "age:", "secret:", "$argon2", "$2a$",
    "$2b$", "$2y$",
    "$1$", "$5$", "$6$", "$apr1$", "$pbkdf2", "pbkdf2_", "{SSHA", "{SHA", "{bcrypt}", "sha256:", "sha512:",
    "sha512-",
    "sha256-", "sha384-", "sha1-", "md5:", "@Microsoft.KeyVault",
  ].map { Array($0.utf8) }

  private static func isReference(_ value: ArraySlice<UInt8>) -> Bool {
    referenceMarks.contains { value.starts(with: $0) }
  }

  private static func isTemplate(_ value: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for (offset, byte) in value.enumerated() {
      let next = offset + 1 < value.count ? value[value.startIndex + offset + 1] : 0
      switch (byte, next) {
      case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
        (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "%"), UInt8(ascii: "(")),
        (UInt8(ascii: "%"), UInt8(ascii: "{")), (UInt8(ascii: "#"), UInt8(ascii: "{")),
        (UInt8(ascii: "<"), UInt8(ascii: "%")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
        (UInt8(ascii: "\\"), UInt8(ascii: "(")):
        return true
      case (UInt8(ascii: "%"), UInt8(ascii: "s")), (UInt8(ascii: "%"), UInt8(ascii: "d")),
        (UInt8(ascii: "%"), UInt8(ascii: "v")), (UInt8(ascii: "%"), UInt8(ascii: "@")):
        // `%s` alone or between punctuation; `a%sb9` may be a password.
        if !isAlphanumeric(previous) { return true }
      case (UInt8(ascii: "$"), _) where offset == 0 && (isLetter(next) || next == UInt8(ascii: "_")):
        // `$NAME`, and nothing that a name cannot hold.
        if value.dropFirst().allSatisfy({ isAlphanumeric($0) || "_.:->[]'\"".utf8.contains($0) }) {
          return true
        }
      default: break
      }
      previous = byte
    }
    return isBracketed(value, "<", ">") || isBracketed(value, "{", "}") || isBracketed(value, "[", "]")
      || isBracketed(value, "%", "%") || isBracketed(value, "@", "@") || isBracketed(value, "__", "__")
      || hasBracketedWord(value)
  }

  private static func isBracketed(_ value: ArraySlice<UInt8>, _ open: String, _ close: String) -> Bool {
    value.count > 2 * open.utf8.count && value.starts(with: open.utf8)
      && value.suffix(close.utf8.count).elementsEqual(close.utf8)
  }

  /// `abc<token>`, `abc{token}`: a name in brackets inside the value.
  private static func hasBracketedWord(_ value: ArraySlice<UInt8>) -> Bool {
    var start: Int?
    var close: UInt8 = 0
    for index in value.indices {
      let byte = value[index]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") {
        start = index
        close = byte + 2
      } else if let from = start {
        if byte == close {
          let name = value[(from + 1)..<index]
          if name.isEmpty || (name.count > 2 && Wordlikeness.isWords(name)) || name.count <= 1 { return true }
          start = nil
        } else if !isAlphanumeric(byte), !"_-. ".utf8.contains(byte) {
          start = nil
        }
      }
    }
    return false
  }

  private static func isRepetition(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= 4 else { return false }
    var seen = Set<UInt8>()
    var run = 1
    var longest = 1
    var previous: UInt8?
    for byte in value {
      seen.insert(byte)
      run = byte == previous ? run + 1 : 1
      longest = max(longest, run)
      previous = byte
    }
    if longest >= 8 || longest * 3 > value.count + 2 || seen.count * 6 <= value.count.clamped(to: 0...48) {
      return true
    }
    // A unit of up to 10 characters that fills the value.
    for unit in 1...10 where value.count >= unit * 2 && value.count >= 8 {
      if zip(value, value.dropFirst(unit)).allSatisfy({ $0 == $1 }) { return true }
    }
    return false
  }

  private static func isSequence(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= 4 else { return false }
    var covered = 0
    var longest = 1
    var run = 1
    var direction = 0
    var previous: UInt8 = 0
    func close() {
      if run >= 4 { covered += run }
      longest = max(longest, run)
    }
    for byte in value {
      let step = Int(byte | 0x20) - Int(previous | 0x20)
      let wraps = previous == UInt8(ascii: "9") && byte == UInt8(ascii: "0")
      if isAlphanumeric(byte), isAlphanumeric(previous),
        wraps || (abs(step) == 1 && (run == 1 || step == direction))
      {
        run += 1
        direction = wraps ? 1 : step
      } else {
        close()
        run = 1
      }
      previous = byte
    }
    close()
    if longest >= 6 || covered * 2 >= value.count { return true }
    var keyboard = false
    keyboardRows.forEachMatch(in: value.span) { _ in keyboard = true }
    return keyboard
  }

  private static let keyboardRows = LiteralSet(
    ["qwerty", "qwertz", "azerty", "asdfgh", "zxcvbn", "1q2w3e", "1qaz2wsx"].map { (literal: $0, id: 0) })

  private static func isUUID(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count == 36 else { return false }
    return value.enumerated().allSatisfy { offset, byte in
      [8, 13, 18, 23].contains(offset) ? byte == UInt8(ascii: "-") : isHex(byte)
    }
  }

  private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
    if value.starts(with: "0x".utf8), value.dropFirst(2).allSatisfy(isHex) { return value.count <= 18 }
    var digits = 0
    for byte in value {
      if isDigit(byte) { digits += 1 } else if !".,_-+:/ TZe%".utf8.contains(byte) { return false }
    }
    return digits > 0
  }

  private static func hasScheme(_ value: ArraySlice<UInt8>) -> Bool {
    guard let colon = value.prefix(16).firstIndex(of: UInt8(ascii: ":")), colon > value.startIndex + 1 else {
      return false
    }
    let rest = value[(colon + 1)...]
    return rest.starts(with: "//".utf8)
      && value[..<colon].allSatisfy { isAlphanumeric($0) || "+.-".utf8.contains($0) }
  }

  private static func isPath(_ value: ArraySlice<UInt8>) -> Bool {
    let hasSlash = value.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    if hasSlash {
      for prefix in ["./", "../", "~/", ".\\", "..\\"] where value.starts(with: prefix.utf8) { return true }
      let segments = value.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      return segments.contains(where: isIdentifier)
        && segments.allSatisfy { $0.count <= 4 || isIdentifier($0) || isNumber($0) || hasExtension($0) }
    }
    return hasExtension(value)
  }

  /// `name.pem`: a word after the last dot, as files have.
  private static func hasExtension(_ value: ArraySlice<UInt8>) -> Bool {
    guard let dot = value.lastIndex(of: UInt8(ascii: ".")), dot > value.startIndex else { return false }
    let name = value[(dot + 1)...]
    return extensions.contains(String(decoding: name.prefix(12), as: UTF8.self).lowercased())
  }

  private static let extensions: Set<String> = [
    "json", "yaml", "yml", "toml", "ini", "cfg", "conf", "config", "env", "txt", "md", "rst", "html", "htm",
    "xml", "csv",
    "pem", "key", "crt", "cer", "der", "p12", "pfx", "jks", "pub", "asc", "gpg", "py", "js", "ts", "jsx",
    "tsx", "go", "rs",
    "rb", "php", "java", "kt", "cs", "c", "h", "cpp", "sh", "sql", "properties", "lock", "log", "db",
    "sqlite", "png",
    "svg", "jpg", "gif", "css", "zip", "gz", "tar", "com", "org", "net", "io", "local", "internal", "service",
    "tpl", "j2",
  ]

  private static func isText(_ value: ArraySlice<UInt8>) -> Bool {
    let words = value.split { $0 <= 0x20 }
    return words.count >= 2 && Wordlikeness.isWords(value) || words.count >= 4
  }

  private static func isExpression(_ value: ArraySlice<UInt8>) -> Bool {
    if let open = value.firstIndex(of: UInt8(ascii: "(")), value.last == UInt8(ascii: ")"),
      open > value.startIndex
    {
      return isIdentifier(value[..<open]) || isDotted(value[..<open])
    }
    for mark in ["=>", "->", "::", "&&", "||", "=="] where contains(value, mark) { return true }
    return isDotted(value)
  }

  /// `config.password`, `self._token`, `process.env.KEY`.
  private static func isDotted(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count >= 2
      && parts.allSatisfy { part in
        guard let first = part.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return isIdentifier(part) || part.count <= 4
      }
  }

  private static func contains(_ value: ArraySlice<UInt8>, _ text: String) -> Bool {
    let text = Array(text.utf8)
    return value.indices.contains { value[$0...].starts(with: text) }
  }

  /// A name made of words. Letters in likely order with few digits; one that mixes cases must do it as names do.
  private static func isIdentifier(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, isLetter(first) || "_-.@#:".utf8.contains(first) else { return false }
    guard value.allSatisfy({ isAlphanumeric($0) || "_-.:@/#".utf8.contains($0) }) else { return false }
    return Wordlikeness.isWords(value) && caseChanges(value) * 3 <= value.count
  }

  /// How often an upper-case letter follows a lower-case one: once a word in names, at every fourth place in random text.
  private static func caseChanges(_ value: ArraySlice<UInt8>) -> Int {
    zip(value, value.dropFirst()).count { isLetter($0) && $0 & 0x20 != 0 && isLetter($1) && $1 & 0x20 == 0 }
  }

  // MARK: Bytes

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
