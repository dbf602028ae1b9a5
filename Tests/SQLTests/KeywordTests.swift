import Testing

@testable import SQL

@Suite struct KeywordTests {
  @Test func everyKeywordIsFoundByTheNameOfItsCase() {
    for terminal in Terminal.allCases where terminal.isKeyword {
      let upper = Array("\(terminal)".uppercased().utf8)
      #expect(KeywordTable.shared.terminal(upper, from: 0, to: upper.count) == terminal)
    }
  }

  @Test(arguments: ["selec", "selects", "x", "sel_ect", "very_long_word_that_is_no_keyword", "café"])
  func otherWordsAreIdentifiers(word: String) {
    let bytes = Array(word.utf8)
    #expect(KeywordTable.shared.terminal(bytes, from: 0, to: bytes.count) == .identifier)
  }
}
