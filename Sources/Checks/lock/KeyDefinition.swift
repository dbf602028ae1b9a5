import Syntax

/// What a UNIQUE or PRIMARY KEY constraint says beside its columns, sorted by whether it goes to the index or to the
/// constraint when these are made one after the other.
struct KeyDefinition {
  private enum Part { case start, nulls, include, storage, tablespace, attributes }
  private var parts: [Part: [String]] = [:]

  init(_ constraint: Node) {
    let nameEnd = constraint.child(Role.name)?.lastToken ?? constraint.firstToken - 1
    let start = constraint.keyword(from: nameEnd + 1) ?? nameEnd
    let columns = constraint.child(.columns).map { $0.firstToken...max($0.lastToken, $0.firstToken) }
    var part = Part.start
    var depth = 0
    for token in (start + 1)..<max(constraint.lastToken + 1, start + 1) {
      guard !constraint.tree.tokens[token].kind.isTrivia else { continue }
      if let columns, columns.contains(token) {
        part = .start
        continue
      }
      let text = constraint.tree.source.text(constraint.tree.range(ofToken: token))
      if depth == 0 {
        switch text.uppercased() {
        case "NULLS": part = .nulls
        case "INCLUDE": part = .include
        case "WITH": part = .storage
        case "USING": part = .tablespace
        case "DEFERRABLE", "INITIALLY": part = .attributes
        case "NOT" where part != .nulls || parts[.nulls]?.count != 1: part = .attributes
        default: break
        }
      }
      if text == "(" { depth += 1 } else if text == ")" { depth -= 1 }
      parts[part, default: []].append(text)
    }
  }

  /// What follows the columns in CREATE INDEX, with a space before it.
  var indexParameters: String {
    let tablespace = (parts[.tablespace] ?? []).dropFirst(2)
    return [parts[.include] ?? [], parts[.nulls] ?? [], parts[.storage] ?? [], Array(tablespace)]
      .filter { !$0.isEmpty }.map { " " + $0.joinedAsCode }.joined()
  }

  /// DEFERRABLE and the like, with a space before it.
  var attributes: String { parts[.attributes].map { " " + $0.joinedAsCode } ?? "" }
}

extension [String] {
  fileprivate var joinedAsCode: String {
    var result = ""
    for word in self {
      let isTight = result.isEmpty || result.hasSuffix("(") || [")", ","].contains(word)
      result += isTight ? word : " " + word
    }
    return result
  }
}

extension Node {
  /// UNIQUE, or the KEY of PRIMARY KEY.
  fileprivate func keyword(from start: Int) -> Int? {
    (start..<max(lastToken + 1, start)).first {
      ["UNIQUE", "KEY"].contains(tree.source.text(tree.range(ofToken: $0)).uppercased())
    }
  }
}
