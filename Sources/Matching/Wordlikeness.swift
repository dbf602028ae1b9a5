/// Whether letters follow each other as they do in words.
///
/// Random text fails the test within a dozen characters: in English, and in identifiers made of it, the next letter
/// carries about 3.6 bits given the one before; in random letters it would carry about 6.
public enum Wordlikeness {
  /// Mean surprise of the letters given the letter before each, in bits, and the number of such pairs. Case and
  /// everything that is no ASCII letter are ignored.
  public static func surprise(_ bytes: some Sequence<UInt8>) -> (bits: Double, pairs: Int) {
    var sum = 0
    var pairs = 0
    var previous = -1
    for byte in bytes {
      let folded = byte | 0x20
      guard folded >= UInt8(ascii: "a"), folded <= UInt8(ascii: "z") else {
        previous = -1
        continue
      }
      let letter = Int(folded - UInt8(ascii: "a"))
      if previous >= 0 {
        sum += Int(steps[previous * 26 + letter])
        pairs += 1
      }
      previous = letter
    }
    return pairs == 0 ? (0, 0) : (Double(sum) * 0.8 / Double(pairs), pairs)
  }

  /// Whether the bytes read as words or as an identifier made of words: letters for the most part, in likely order.
  public static func isWords(_ bytes: some Collection<UInt8>) -> Bool {
    var letters = 0
    var digits = 0
    var digitRuns = 0
    var wasDigit = false
    for byte in bytes {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if isDigit {
        digits += 1
        if !wasDigit { digitRuns += 1 }
      } else if isLetter(byte) {
        letters += 1
      }
      wasDigit = isDigit
    }
    guard letters > 0, digits * 4 <= letters, digitRuns <= 2 + letters / 16 else { return false }
    let (bits, pairs) = surprise(bytes)
    // Few pairs say little: short words and acronyms pass more easily.
    return pairs * 2 >= letters && bits < (pairs < 12 ? 5.0 : 4.6)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let folded = byte | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }

  /// -log2 p(next | letter) in steps of 0.8 bits, a row for each letter a to z, counted over the words that occur in
  /// several of the README, changelog and Python files of a Debian machine.
  private static let steps: [UInt8] = """
    8655886a6b7464b6c45477998a
    4666478a48948958b5584ab87a
    486748a46b558a38b67469bb9b
    467627893a968859c668689b8c
    6854777a8b956497934597868a
    466644ab3cc59949c5665bab7d
    597838764bb57557c457599b99
    3a993aba4b977749c6766b9c7c
    6656676cbb956257b654a6c8b7
    3777398959897837b9684d8dab
    489728774b868758b7476a8b7b
    4986389b3c949948c96668bb5a
    36883aab4c976944ca696abb9c
    595446395a789759b94478ab8a
    875687798a855365d45656699a
    4a8839865c849945c3656aab7c
    99889baa7bc69789a77808accc
    4976397a4c876748c65578ac6b
    5a5939954b878956a953599b7a
    4a7838a53ca78958d4566b9b6a
    6667677b5b955385d444abb9b9
    3a8a199c3da88959d8799acaad
    397739a53d978549c5589c9aab
    594646974c976983b85388a68b
    576758795b965563a645698b88
    489829a74a977859d9788aab76
    """.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      default: nil
      }
    }
}
