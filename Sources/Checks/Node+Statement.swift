import Analysis
import Syntax

extension Node {
  /// The node's tokens as a statement can be written with them: without comments, on one line but for line breaks in
  /// literals, with other text in the place of some nodes inside of it.
  func code(replacing nodes: [Node] = [], with text: String = "") -> String {
    code(replacing: nodes.map { ($0, text) })
  }

  func code(replacing changes: [(node: Node, text: String)]) -> String {
    code(tokens: firstToken..<max(lastToken + 1, firstToken), replacing: changes)
  }

  /// The part of the node's tokens behind one of them.
  func code(behind token: Int) -> String {
    code(tokens: min(token + 1, lastToken + 1)..<max(lastToken + 1, firstToken), replacing: [])
  }

  private func code(tokens: Range<Int>, replacing changes: [(node: Node, text: String)]) -> String {
    var result = ""
    var isSpace = false
    func append(_ text: String) {
      guard !text.isEmpty else { return }
      if isSpace, !result.isEmpty { result += " " }
      isSpace = false
      result += text
    }
    let changed = Dictionary(changes.map { ($0.node.firstToken, $0) }, uniquingKeysWith: { first, _ in first })
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if let change = changed[token] {
        append(change.text)
        token = max(change.node.lastToken, token) + 1
        continue
      }
      if tree.tokens[token].kind.isTrivia {
        isSpace = true
      } else {
        append(tree.source.text(tree.range(ofToken: token)).withoutHoles)
      }
      token += 1
    }
    return result
  }
}

extension SQLName {
  /// As it is written in SQL.
  var code: String { (schema.map { $0.asIdentifier + "." } ?? "") + name.asIdentifier }
}

extension String {
  /// As an identifier of SQL: in quotes where PostgreSQL would read it as another name without them.
  var asIdentifier: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
      default: false
      }
    }
    let isDigitFirst = utf8.first.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? true
    return isPlain && !isDigitFirst ? self : "\"\(doubling("\""))\""
  }

  /// As a string literal of SQL.
  var asLiteral: String { "'\(doubling("'"))'" }

  private func doubling(_ mark: Character) -> String {
    reduce(into: "") { result, character in
      result.append(character)
      if character == mark { result.append(character) }
    }
  }

  fileprivate var withoutHoles: String {
    split(separator: Character(UnicodeScalar(EmbeddedText.hole)), omittingEmptySubsequences: false)
      .joined(separator: "...")
  }
}
