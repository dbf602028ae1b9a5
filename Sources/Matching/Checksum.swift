/// Checksums that providers put into the tokens they issue.
public enum Checksum: String, Sendable, CaseIterable {
  /// GitHub, npm, Vercel: the last 6 characters are the CRC-32 of the characters between the prefix (through its `_`) and
  /// them, in base 62.
  case github
  /// Atlassian, Bitbucket: the last 8 characters are the CRC-32 of all before them, in upper case hexadecimal.
  case atlassian
  /// Confluent: the last 6 characters are the CRC-32 of the 54 after the prefix, little endian, in base64.
  case confluent
  /// GitLab's routable tokens: the last 7 characters are the CRC-32 of all before them, in base 36.
  case gitlab
  /// Zuplo: the last 8 characters, after a `_`, are the CRC-32 of the characters between the prefix and that `_`, in lower
  /// case hexadecimal.
  case zuplo

  /// Whether the token carries the checksum that its provider would have put there. Nil for a token that has none.
  public func isValid(_ token: some Collection<UInt8>) -> Bool? {
    let token = Array(token)
    switch self {
    case .github:
      guard let prefix = token.firstIndex(of: UInt8(ascii: "_")), token.count - prefix > 7 else { return nil }
      let body = token[(prefix + 1)..<(token.count - 6)]
      return Self.digits(CRC32.of(body), Self.base62, width: 6) == Array(token.suffix(6))
    case .atlassian:
      guard token.count > 8 else { return nil }
      return Self.digits(CRC32.of(token.dropLast(8)), Self.upperHex, width: 8) == Array(token.suffix(8))
    case .confluent:
      guard token.count == 64 else { return nil }
      return Self.littleEndianBase64(CRC32.of(token[4..<58])) == Array(token.suffix(6))
    case .gitlab:
      // `.01.`, two characters of length and seven of checksum end a routable token; others have no checksum.
      guard token.count > 14, Array(token.suffix(13).prefix(4)) == Array(".01.".utf8) else { return nil }
      return Self.digits(CRC32.of(token.dropLast(7)), Self.base36, width: 7) == Array(token.suffix(7))
    case .zuplo:
      guard let prefix = token.firstIndex(of: UInt8(ascii: "_")), token.count - prefix > 10 else {
        return nil
      }
      let body = token[(prefix + 1)..<(token.count - 9)]
      return Self.digits(CRC32.of(body), Self.lowerHex, width: 8) == Array(token.suffix(8))
    }
  }

  static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  static let base36 = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
  static let lowerHex = Array("0123456789abcdef".utf8)
  static let upperHex = Array("0123456789ABCDEF".utf8)

  /// The value in the digits given, padded on the left with the digit for zero.
  static func digits(_ value: UInt32, _ digits: [UInt8], width: Int) -> [UInt8] {
    var rest = Int(value)
    var text: [UInt8] = []
    while rest > 0 || text.count < width {
      text.append(digits[rest % digits.count])
      rest /= digits.count
    }
    return text.reversed()
  }

  /// The four bytes, least significant first, in base64 without padding.
  static func littleEndianBase64(_ value: UInt32) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let bits = UInt64(value.byteSwapped) << 4
    return (0..<6).reversed().map { letters[Int(bits >> (UInt64($0) * 6)) & 63] }
  }
}

/// CRC-32 as zlib and PNG compute it.
public enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }

  public static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }
}
