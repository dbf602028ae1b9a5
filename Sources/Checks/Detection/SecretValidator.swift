import Matching

/// What a pattern cannot tell about a value of a known form.
public enum SecretValidator: String, Sendable, CaseIterable {
  /// Group `host` beside the password of a URL, group `user` before it.
  case url
  /// Base64 of `user:password`.
  case basic
  /// A token of no known form.
  case bearer
  case jwt
  /// The body of a private key in text form.
  case key

  enum Verdict {
    case secret
    /// A secret that opens nothing: of the own machine, encrypted, from a specification.
    case harmless
    case nothing
  }

  func judge(_ match: Matcher.Match, value: Range<Int>, in bytes: [UInt8]) -> Verdict {
    switch self {
    case .url:
      url(
        bytes[match["user"] ?? 0..<0], bytes[value], host: match["host"].map { bytes[$0] } ?? Self.otherHost)
    case .basic: basic(bytes[value])
    case .bearer: bearer(bytes[value])
    case .jwt: jwt(bytes[value])
    case .key: key(bytes[match.range], body: bytes[value])
    }
  }

  // MARK: URL

  /// Where a user and a password go that stand in no URL.
  private static let otherHost = Array("a.host".utf8)[...]

  private func url(_ user: ArraySlice<UInt8>, _ password: ArraySlice<UInt8>, host: ArraySlice<UInt8>)
    -> Verdict
  {
    if Lookalike.filler(of: password) != nil || Lookalike.filler(of: host) != nil { return .nothing }
    let user = text(user)
    let word = text(password)
    let host = text(host)
    if Self.fillers.contains(word) || word == user || word.contains("password") || word.contains("secret") {
      return isLocal(host) || host.contains("example") || Self.fillers.contains(user) ? .nothing : .harmless
    }
    if host.contains("example") || host == "host" || host == "hostname" || host == "server"
      || host == "domain"
    {
      return .nothing
    }
    // A short word is what examples have.
    let isWord = password.count < 8 && password.allSatisfy(Shape.isLetter)
    return isLocal(host) || isWord ? .harmless : .secret
  }

  private static let fillers: Set<String> = [
    "pass", "password", "passwd", "pwd", "pw", "p", "user", "username", "name", "login", "foo", "bar", "baz",
    "secret", "token",
    "test", "guest", "admin", "root", "me", "u", "x", "a", "b", "abc", "123", "key", "credentials", "scott",
    "tiger", "postgres",
    "hunter2", "apikey", "api_key", "changeit", "example", "user1", "pass1", "passw0rd",
  ]

  private func isLocal(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "[" || host == "0.0.0.0"
      || host.hasPrefix("[::1")
      || host.hasSuffix(".local") || host.hasSuffix(".test") || host.hasSuffix(".invalid")
      || !host.contains(".")
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
  }

  // MARK: Headers

  private func basic(_ value: ArraySlice<UInt8>) -> Verdict {
    guard let decoded = Base64.decode(value), let colon = decoded.firstIndex(of: UInt8(ascii: ":")),
      decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), colon > 0 || decoded.count > 8
    else { return .nothing }
    let user = text(decoded[..<colon])
    let password = text(decoded[(colon + 1)...])
    if Self.fillers.contains(password) || password == user || password.contains("password") {
      return .nothing
    }
    // RFC 7617 and RFC 2617 show these two.
    if user == "aladdin" || user == "test" || user == "user" { return .nothing }
    return Lookalike.filler(of: decoded[(colon + 1)...]) == nil || password.isEmpty ? .secret : .nothing
  }

  private func bearer(_ value: ArraySlice<UInt8>) -> Verdict {
    let shape = Shape(value)
    guard shape.digits >= 2, shape.letters >= 4, Entropy.shannon(value) >= 3.2 else { return .nothing }
    return Lookalike.of(value) == nil && !Wordlikeness.isWords(value) ? .secret : .nothing
  }

  // MARK: JSON Web Token

  private func jwt(_ value: ArraySlice<UInt8>) -> Verdict {
    let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 2, let header = Base64.decode(parts[0]), let claims = Base64.decode(parts[1]),
      header.first == UInt8(ascii: "{"), header.last == UInt8(ascii: "}"), claims.first == UInt8(ascii: "{"),
      claims.last == UInt8(ascii: "}")
    else { return .nothing }
    let head = String(decoding: header, as: UTF8.self)
    guard head.contains("\"alg\"") else { return .nothing }
    if parts.count < 3 || parts[2].count < 20 || head.contains("none\"") { return .harmless }
    // The tokens of the specification and its best known web page.
    let body = String(decoding: claims, as: UTF8.self)
    for sample in ["John Doe", "1234567890", "\"joe\"", "example.com", "\"anon\""] where body.contains(sample)
    {
      return .harmless
    }
    return Lookalike.filler(of: parts[2]) == nil ? .secret : .nothing
  }

  // MARK: Private key

  private func key(_ whole: ArraySlice<UInt8>, body: ArraySlice<UInt8>) -> Verdict {
    let head = String(decoding: whole.prefix(200), as: UTF8.self)
    var letters: [UInt8] = []
    var previous: UInt8 = 0
    for byte in body {
      // `\n` in a string is a line end, not a letter.
      let isEscape =
        previous == UInt8(ascii: "\\") && (byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r"))
      if !isEscape,
        Shape.isLetter(byte) || Shape.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      {
        letters.append(byte)
      }
      previous = byte
    }
    guard letters.count >= 64, Entropy.shannon(letters) >= 4.2 else { return .nothing }
    guard !Wordlikeness.isWords(letters), Lookalike.filler(of: letters.suffix(64)) == nil else {
      return .nothing
    }
    if head.contains("ENCRYPTED") { return .harmless }
    let start = Base64.decode(letters.prefix(80)) ?? []
    // An OpenSSH key names the function that its passphrase goes through.
    return String(decoding: start, as: UTF8.self).contains("bcrypt") ? .harmless : .secret
  }
}
