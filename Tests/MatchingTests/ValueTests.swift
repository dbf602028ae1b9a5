import Testing

@testable import Matching

@Suite struct EntropyTests {
  @Test(arguments: [
    ("", 0.0), ("aaaa", 0), ("ab", 1), ("abcd", 2), ("aab", 0.918_295_834), ("0123456789abcdef", 4),
  ])
  func isInBitsACharacter(text: String, bits: Double) {
    #expect(abs(Entropy.shannon(text.utf8) - bits) < 1e-8)
  }

  @Test func logarithmIsExactEnough() {
    for (value, logarithm) in [(1.0, 0.0), (2, 1), (3, 1.584_962_500_721_156), (1e6, 19.931_568_569_324_174)]
    {
      #expect(abs(Entropy.log2(value) - logarithm) < 1e-12)
    }
  }
}

@Suite struct ChecksumTests {
  @Test func crc32IsThatOfZlib() {
    #expect(CRC32.of("123456789".utf8) == 0xCBF4_3926)
    #expect(CRC32.of([]) == 0)
  }

  @Test func aTokenWithTheRightEndIsValid() {
    let body = String(repeating: "aB3", count: 10)
    let digits = Checksum.digits(CRC32.of(body.utf8), Checksum.base62, width: 6)
    let token = Array(("ghp" + "_" + body).utf8) + digits
    #expect(Checksum.github.isValid(token) == true)
    #expect(Checksum.github.isValid(token.dropLast() + [UInt8(ascii: "!")]) == false)
    #expect(Checksum.github.isValid(Array("short".utf8)) == nil)
  }

  @Test func hexadecimalChecksumsCoverThePrefix() {
    let head = "ATATT3x" + String(repeating: "Qz7", count: 20) + "="
    let digits = Checksum.digits(CRC32.of(head.utf8), Checksum.upperHex, width: 8)
    #expect(Checksum.atlassian.isValid(Array(head.utf8) + digits) == true)
    #expect(Checksum.atlassian.isValid(Array((head + "00000000").utf8)) == false)
  }

  @Test func tokensWithoutChecksumSaySo() {
    #expect(Checksum.gitlab.isValid(Array("glpat-abcdefghij0123456789".utf8)) == nil)
  }

  @Test func digitsArePaddedOnTheLeft() {
    #expect(Checksum.digits(61, Checksum.base62, width: 6) == Array("00000z".utf8))
    #expect(Checksum.littleEndianBase64(1) == Array("AQAAAA".utf8))
  }
}

@Suite struct LookalikeTests {
  @Test(arguments: [
    ("", Lookalike.empty), ("  ", .empty), ("********", .placeholder), ("changeme", .placeholder),
    ("your-api-key", .placeholder), ("<password>", .template), ("${DB_PASSWORD}", .template),
    ("{{ secret }}", .template), ("%(password)s", .template), ("%s", .template), ("$TOKEN", .template),
    ("{password}", .template), ("\\(password)", .template), ("prefix-{token}", .template), ("TODO", .placeholder),
    ("dummy-key", .placeholder),
    ("xxxxxxxx-xxxx", .placeholder), ("aaaaaaaaaaaa", .repetition), ("abcabcabcabc", .repetition),
    ("0000000000000000", .repetition), ("abcdefghijkl", .sequence), ("1234567890", .sequence),
    ("qwerty123", .sequence), ("https://host/login", .url), ("/etc/ssl/private", .path),
    ("server.key", .path),
    ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", .uuid), ("2024-01-02", .number), ("1.2.3", .number),
    ("user_password", .identifier), ("AccessTokenProvider", .identifier), ("csrf-token-header", .identifier),
    ("Enter the password again", .words), ("os.getenv(NAME)", .expression), ("config.password", .expression),
    ("op://vault/item/field", .reference), ("ENC[AES256,abc]", .reference),
    ("arn:aws:secretsmanager:x", .reference),
    ("sha512-9s8df7", .reference),
  ])
  func recognises(value: String, expected: Lookalike) {
    #expect(Lookalike.of(Array(value.utf8)[...]) == expected)
  }

  @Test(arguments: [
    "hunter2!", "Tr0ub4dor&3", "p9Xk2LmQ7v", "S3cr3tP4ss!", "4f9a1c7be2d0836a", "Blue-47-kite_Lamp!",
  ])
  func letsAPasswordPass(value: String) {
    #expect(Lookalike.of(Array(value.utf8)[...]) == nil)
  }

  @Test func randomTextIsAlmostNeverTakenForSomethingElse() {
    var random = SplitMix(state: 11)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for (alphabet, length) in [
      (alphabet, 20), (alphabet + "+/", 40), ("0123456789abcdef", 32), (alphabet + "-_", 32),
    ] {
      var mistaken: [String] = []
      for _ in 0..<2_000 {
        let value = random.text(of: alphabet, length: length)
        if let lookalike = Lookalike.of(Array(value.utf8)[...]) { mistaken.append("\(value) \(lookalike)") }
      }
      #expect(mistaken.count <= 20, "\(mistaken)")
    }
  }
}
