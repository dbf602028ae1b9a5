@testable import Checks
@testable import Matching

/// Makes texts with secrets in them from what the detectors declare, so that no file holds one.
///
/// In a template `{alphabet:count}` is random text, `{checksum}` the one that ends the token before it, and any other
/// `{text}` stands for itself.
struct SecretText {
  var random = SplitMix(state: 42)
  /// What random text is made of instead of its alphabet.
  var filler: Character?
  /// Divides the length of random texts.
  var shortening = 1

  mutating func make(_ template: String, checksum: Checksum? = nil, spoiled: Bool = false) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...].dropFirst()
      guard let close = rest.firstIndex(of: "}"), !rest[..<close].contains("\"") else {
        text += "{"
        continue
      }
      text += expand(String(rest[..<close]), text, checksum, spoiled)
      rest = rest[close...].dropFirst()
    }
    return text + rest
  }

  private mutating func expand(
    _ name: String, _ before: String, _ checksum: Checksum?, _ spoiled: Bool
  ) -> String {
    let parts = name.split(separator: ":")
    if parts.count == 2, let alphabet = Self.alphabets[String(parts[0])], let count = Int(parts[1]) {
      return letters(alphabet, count)
    }
    switch name {
    case "checksum":
      let token = before.split { !($0.isLetter || $0.isNumber || $0 == "_") }.last ?? ""
      let end = spoiled ? "000000" : Self.checksum(of: Array(token.utf8))
      return end
    case "password": return letters(Self.alphabets["alnum"] ?? "", 6) + "7!" + letters("abcdef", 2)
    case "pembody":
      return (0..<8).map { _ in letters(Self.alphabets["b64"] ?? "", 64) }.joined(separator: "\n")
    case "pem":
      let body = (0..<8).map { _ in letters(Self.alphabets["b64"] ?? "", 64) }.joined(separator: "\\n")
      return "-----BEGIN " + "PRIVATE KEY-----\\n" + body + "\\n-----END " + "PRIVATE KEY-----\\n"
    case "uuid":
      return [8, 4, 4, 4, 12].map { letters(Self.alphabets["hex"] ?? "", $0) }.joined(separator: "-")
    case "basic": return Self.base64("deploy:" + letters(Self.alphabets["alnum"] ?? "", 14))
    case "jwt":
      let header = Self.base64(#"{"alg":"HS256","typ":"JWT"}"#)
      let claims = Self.base64(#"{"sub":"8731","role":"admin"}"#)
      return [header, claims, letters(Self.alphabets["b64url"] ?? "", 43)].joined(separator: ".")
    default: return name
    }
  }

  mutating func letters(_ alphabet: String, _ count: Int) -> String {
    let count = count > 8 ? count / shortening : count
    if let filler { return String(repeating: filler, count: count) }
    return random.text(of: alphabet, length: count)
  }

  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let digits = "0123456789"
  private static let alphabets: [String: String] = [
    "alnum": upper + upper.lowercased() + digits, "hex": digits + "abcdef", "HEX": digits + "ABCDEF",
    "b64": upper + upper.lowercased() + digits + "+/", "b64url": upper + upper.lowercased() + digits + "-_",
    "b32": upper + "234567", "base36": upper + digits, "digits": digits, "lower": upper.lowercased() + digits,
    "letters": upper + upper.lowercased(), "bech32": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
  ]

  /// The last six characters of a GitHub token: what follows is for one with the body that ends the text.
  private static func checksum(of token: [UInt8]) -> String {
    let body = token[((token.firstIndex(of: UInt8(ascii: "_")) ?? -1) + 1)...]
    return String(decoding: Checksum.digits(CRC32.of(body), Checksum.base62, width: 6), as: UTF8.self)
  }

  private static func base64(_ text: String) -> String {
    let letters = Array(upper + upper.lowercased() + digits + "+/")
    var output = ""
    var bits = 0
    var held = 0
    for byte in text.utf8 {
      bits = bits << 8 | Int(byte)
      held += 8
      while held >= 6 {
        held -= 6
        output.append(letters[bits >> held & 63])
      }
    }
    if held > 0 { output.append(letters[bits << (6 - held) & 63]) }
    return output
  }
}

/// Numbers that look random and are the same in every run.
struct SplitMix {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }

  mutating func text(of alphabet: String, length: Int) -> String {
    let letters = Array(alphabet)
    return String((0..<length).map { _ in letters[next(letters.count)] })
  }
}
