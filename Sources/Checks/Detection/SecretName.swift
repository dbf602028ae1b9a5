import Matching

/// A name to which a secret is bound: `DB_PASSWORD`, `apiKey`, `client-secret`.
public struct SecretName {
  public enum Kind: String, Sendable {
    /// Chosen by people: any text may be one.
    case password
    /// Issued by machines: long and random.
    case token
  }

  public let kind: Kind
  /// Its words in lower case, without numbers at the end.
  let words: [String]

  /// One of these stands in every name of a secret.
  static let marks = ["pass", "pwd", "secret", "token", "key", "credential", "identified by", "pw", "auth", "jwt"]

  /// Nil for a name that tells of no secret, or of something about one: `PASSWORD_FIELD`, `public_key`, `next_token`.
  public init?(_ bytes: some Collection<UInt8>) {
    // `AWS::IAM::AccessKey` is a type, `secret/data` a path.
    guard bytes.count <= 80, bytes.allSatisfy(Self.isNameByte) else { return nil }
    var words = Self.split(bytes)
    while let last = words.last, Self.qualifiers.contains(last) || last.utf8.allSatisfy({ $0 <= 0x39 }) {
      words.removeLast()
    }
    guard let last = words.last else { return nil }
    let before = words.dropLast()
    if Self.passwordWords.contains(last) || Self.isOwnersPassword(last) {
      kind = .password
    } else if last == "pass" || last == "pwd" || last == "pw" {
      guard before.isEmpty ? last != "pass" : Self.owners.contains(before[before.count - 1]) else {
        return nil
      }
      kind = .password
    } else if Self.tokenWords.contains(last) {
      kind = .token
    } else if last == "key" {
      guard let kindOfKey = before.last, Self.secretKeys.contains(kindOfKey) else { return nil }
      kind = .token
    } else if last == "by" {
      kind = .password
    } else {
      return nil
    }
    guard !before.contains(where: Self.deniedWords.contains) else { return nil }
    self.words = words
  }

  /// A name by what its place says.
  init(_ meaning: AssignedValue.Meaning) {
    switch meaning {
    case .password: (kind, words) = (.password, ["password"])
    case .signingKey: (kind, words) = (.token, ["signing", "key"])
    }
  }

  /// `pgpassword`: whose and what in one word.
  private static func isOwnersPassword(_ word: String) -> Bool {
    ["password", "passwd"].contains { end in
      word.hasSuffix(end) && owners.contains(String(word.dropLast(end.count)))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    Shape.isLetter(byte) || Shape.isDigit(byte) || "_-.$@ ".utf8.contains(byte)
  }

  /// Words of a name in snake, kebab, dotted or camel case.
  static func split(_ bytes: some Collection<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    var previous: UInt8 = 0
    let bytes = Array(bytes)
    for (index, byte) in bytes.enumerated() {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      let wasLower = previous >= UInt8(ascii: "a") && previous <= UInt8(ascii: "z")
      let wasUpper = previous >= UInt8(ascii: "A") && previous <= UInt8(ascii: "Z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let nextIsLower = next >= UInt8(ascii: "a") && next <= UInt8(ascii: "z")
      if isUpper || isDigit || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") {
        let wasDigit = previous >= UInt8(ascii: "0") && previous <= UInt8(ascii: "9")
        if isUpper && (wasLower || wasDigit || wasUpper && nextIsLower) || isDigit && !wasDigit { close() }
        word.append(isUpper ? byte | 0x20 : byte)
      } else {
        close()
      }
      previous = byte
    }
    close()
    return words
  }

  private static let passwordWords: Set<String> = [
    "password", "passwd", "passphrase", "passcode", "userpassword", "dbpassword", "rootpassword",
    "adminpassword",
    "passwort", "dbpasswd", "dbpass", "userpass", "requirepass", "masterauth", "keypass", "storepass",
  ]
  /// Whose `pass` or `pwd` is a password.
  private static let owners: Set<String> = [
    "db", "database", "user", "smtp", "ftp", "sftp", "mail", "email", "imap", "pop", "admin", "root", "mysql",
    "mariadb", "pg",
    "pgsql", "postgres", "postgresql", "mongo", "mongodb", "redis", "rabbitmq", "amqp", "auth", "login",
    "sudo", "ssh",
    "vnc", "ldap", "bind", "proxy", "http", "https", "basic", "key", "keystore", "store", "truststore",
    "cert", "ssl", "tls",
    "jdbc", "rds", "elastic", "service", "svc", "sys", "system", "account", "wifi", "wlan", "host", "server",
    "client", "api",
    "my", "the", "master", "sa", "oracle", "mssql", "sql", "docker", "registry", "vault", "app", "u",
  ]
  private static let tokenWords: Set<String> = [
    "secret", "secrets", "token", "apikey", "secretkey", "accesskey", "authtoken", "accesstoken", "apitoken",
    "clientsecret", "appsecret", "apisecret", "privatekey", "credential", "credentials", "authkey",
    "apppassword",
  ]
  private static let secretKeys: Set<String> = [
    "api", "secret", "access", "auth", "authorization", "authentication", "private", "signing", "sign",
    "encryption",
    "encrypt", "encrypted", "decryption", "master", "service", "account", "storage", "shared", "subscription",
    "crypto",
    "jwt", "hmac", "aes", "webhook", "deploy", "admin", "session", "security", "client", "consumer", "app",
    "application",
    "write", "root", "server", "primary", "secondary", "validation", "machine", "cipher", "rsa", "license",
    "integration",
  ]
  /// Words after which a name is still one of a secret.
  private static let qualifiers: Set<String> = [
    "value", "default", "string", "str", "base", "prod", "production", "dev", "development", "staging",
    "stage", "live",
    "main", "old", "new", "current", "previous", "raw", "text", "plain", "plaintext", "b", "64", "base64",
    "v",
  ]
  /// Words before which a name is of something else.
  private static let deniedWords: Set<String> = [
    "public", "pub", "foreign", "partition", "cache", "sort", "csrf", "xsrf", "idempotency", "page", "next",
    "continuation",
    "pagination", "cancel", "cancellation", "stop", "start", "end", "begin", "bos", "eos", "pad", "unk",
    "mask", "sep",
    "special", "parser", "lexer", "lex", "ast", "syntax", "no", "is", "has", "have", "use", "uses", "require",
    "requires",
    "required", "show", "hide", "reset", "forgot", "forget", "forgotten", "change", "changed", "confirm",
    "confirmation",
    "invalid", "wrong", "incorrect", "bad", "missing", "empty", "blank", "valid", "validate", "check",
    "verify", "enter",
    "fake", "dummy", "example", "sample", "mock", "encrypted", "hashed", "hash", "crypted", "masked",
    "redacted",
    "obfuscated", "map", "dict", "row", "index", "lookup", "group", "object", "translation", "i18n", "label",
    "field",
    "column", "col", "header", "cookie", "param", "parameter", "query", "name", "error", "err", "msg",
    "message",
    "placeholder", "hint", "title", "help", "description", "prompt", "regex", "pattern", "type", "kind",
    "format", "min",
    "max", "length", "len", "count", "num", "total", "allow", "deny", "enable", "disable", "enabled",
    "disabled", "get",
    "set", "ask", "generate", "create", "delete", "remove", "add", "update", "find", "search", "split",
    "skip", "word",
    "sub", "unexpected", "expected", "open", "close", "left", "right", "comment", "whitespace", "newline",
    "string",
    "number", "operator", "keyword", "identifier", "sync", "watch", "upload", "resume", "lock", "lease",
    "fencing", "trace",
    "correlation", "request", "event", "message", "etag", "client_request", "undefined", "url", "uri", "path",
    "file",
    "dir", "store", "without", "with", "via", "by", "from", "supports", "needs", "need", "config", "schema",
    "test",
  ]
}
