import Syntax

/// A name as PostgreSQL understands it: folded to lower case unless quoted, with its schema where one is written.
///
/// For a column the schema is the table or alias before the dot.
public struct SQLName: Hashable, Sendable {
  public let schema: String?
  public let name: String

  public init(schema: String? = nil, _ name: String) {
    self.schema = schema
    self.name = name
  }

  /// Reads an `sqlName`, `sqlColumn` or `sqlTable`; nil where the name is not known when linting. A schema that is not
  /// known is as good as none.
  public init?(_ node: Node) {
    let node = node.kind == .sqlTable ? node.child(.table) ?? node : node
    var parts: [String?] = []
    var isAfterDot = true
    for index in node.firstToken..<max(node.lastToken + 1, node.firstToken) {
      let part: String?
      switch node.tree.tokens[index].kind {
      case .whitespace, .newline, .comment, .island: continue
      case .identifier, .keyword: part = SQLName.folded(node.tree, index)
      case .quotedIdentifier, .string: part = SQLName.unquoted(node.tree, index)
      case .punctuation, .operator:
        let mark = node.tree.source[node.tree.range(ofToken: index)].first
        // A column keeps the parentheses around it.
        guard let mark, ".*()".utf8.contains(mark) else { return nil }
        isAfterDot = isAfterDot || mark == UInt8(ascii: ".")
        continue
      default: part = nil
      }
      if isAfterDot {
        parts.append(part?.utf8.contains(EmbeddedText.hole) == true ? nil : part)
      } else {
        // A name that is put together from known and unknown text.
        parts[parts.count - 1] = nil
      }
      isAfterDot = false
    }
    guard let last = parts.last, let name = last else { return nil }
    self.init(schema: parts.count > 1 ? parts[parts.count - 2] : nil, name)
  }

  /// Whether both may name the same object: a missing schema stands for any.
  public func matches(_ other: SQLName) -> Bool {
    guard name == other.name else { return false }
    guard let schema, let theirs = other.schema else { return true }
    return schema == theirs
  }

  private static func folded(_ tree: Tree, _ token: Int) -> String {
    let bytes = tree.source[tree.range(ofToken: token)]
    return String(decoding: bytes.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func unquoted(_ tree: Tree, _ token: Int) -> String {
    let bytes = tree.source[tree.range(ofToken: token)]
    let marks: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "'")]
    guard let open = bytes.firstIndex(where: { marks.contains($0) }), bytes.endIndex - open >= 2 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let quote = bytes[open]
    var inner: [UInt8] = []
    var index = open + 1
    while index < bytes.endIndex - 1 {
      inner.append(bytes[index])
      // A doubled quote stands for one.
      index += bytes[index] == quote ? 2 : 1
    }
    return String(decoding: inner, as: UTF8.self)
  }
}

extension Node {
  /// The name that a role of this node holds, where it is known.
  public func sqlName(_ role: Role) -> SQLName? { child(role).flatMap { SQLName($0) } }

  /// The names in an `sqlNameList`.
  public var sqlNames: [SQLName] { children(.sqlName).compactMap { SQLName($0) } }

  /// The words of the node's tokens from `start` on, keywords and names alike, in upper case.
  public func sqlWords(limit: Int = 8) -> [String] {
    var words: [String] = []
    for index in firstToken..<max(lastToken + 1, firstToken) where words.count < limit {
      let kind = tree.tokens[index].kind
      guard !kind.isTrivia else { continue }
      words.append(tree.source.text(tree.range(ofToken: index)).uppercased())
    }
    return words
  }
}
