import Testing

@testable import Matching

@Suite struct LiteralSetTests {
  private func find(_ literals: [String], in text: String) -> [String] {
    let set = LiteralSet(literals.enumerated().map { (literal: $1, id: $0) })
    return set.hits(in: Array(text.utf8)).map { "\($0.id)@\($0.range.lowerBound)-\($0.range.upperBound)" }
  }

  @Test func findsEveryLiteralAtItsPlace() {
    #expect(find(["he", "she", "his", "hers"], in: "ushers") == ["1@1-4", "0@2-4", "3@2-6"])
  }

  @Test func ignoresTheCaseOfLettersOnBothSides() {
    #expect(find(["AkIa"], in: "xakiaAKIA") == ["0@1-5", "0@5-9"])
  }

  @Test func onlyLettersFold() {
    #expect(find(["[@"], in: "{` [@") == ["0@3-5"])
  }

  @Test func overlappingOccurrencesAreAllFound() {
    #expect(find(["aa"], in: "aaaa") == ["0@0-2", "0@1-3", "0@2-4"])
  }

  @Test func oneLiteralMayStandForSeveralIds() {
    let set = LiteralSet([(literal: "key", id: 3), (literal: "KEY", id: 9)])
    #expect(set.hits(in: Array("key".utf8)).map(\.id) == [3, 9])
  }

  @Test func nothingToLookForFindsNothing() {
    #expect(find([], in: "anything").isEmpty)
    #expect(find([""], in: "anything").isEmpty)
    #expect(find(["a"], in: "").isEmpty)
  }

  @Test func bytesThatAreNoTextAreBytes() {
    let set = LiteralSet([(literal: [0xFF, 0x00], id: 1)])
    #expect(set.hits(in: [0x00, 0xFF, 0x00, 0xFE]).map(\.range) == [1..<3])
  }

  @Test func agreesWithSearchingForEachLiteralAlone() {
    var random = SplitMix(state: 7)
    for _ in 0..<200 {
      let literals = (0..<6).map { _ in random.text(of: "abAB", length: 1 + random.next(4)) }
      let text = Array(random.text(of: "abABc", length: 60).utf8)
      let set = LiteralSet(literals.enumerated().map { (literal: $1, id: $0) })
      var expected: Set<LiteralSet.Hit> = []
      for (id, literal) in literals.enumerated() {
        let folded = Array(literal.lowercased().utf8)
        for start in 0...(text.count - folded.count) {
          let range = start..<(start + folded.count)
          let piece = String(decoding: text[range], as: UTF8.self).lowercased()
          if piece.utf8.elementsEqual(folded) { expected.insert(LiteralSet.Hit(id: id, range: range)) }
        }
      }
      #expect(Set(set.hits(in: text)) == expected)
    }
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
