import Syntax

/// Whether a text has the shape of an SQL statement, told from its first words.
enum SQLShape {
  /// A quick look at a literal as it stands in the file: whether its first word may begin a statement.
  static func mayBegin(_ literal: Node) -> Bool {
    let bytes = literal.bytes
    guard bytes.count > 8, let quote = bytes.firstIndex(where: { $0 == 0x22 || $0 == 0x27 || $0 == 0x60 }) else {
      return false
    }
    var words = SQLWords(bytes[quote...].drop { $0 == bytes[quote] || $0 == 0x5C || $0 == 0x6E || $0 == 0x74 })
    // The escapes above may have taken an n or t of the text: no statement begins with those.
    guard let first = words.next() else { return true }
    return statements.contains(first.folded) || first.folded == "runcate"
  }

  /// Whether a text reads as SQL.
  ///
  /// - Parameter asQuery: it is an argument where SQL is expected; else it stands anywhere, and what prose might say too
  ///   ("select an option from the list", "Delete from cart") does not count.
  static func reads(_ bytes: [UInt8], asQuery: Bool) -> Bool {
    var words = SQLWords(bytes[...])
    guard let first = words.next(), statements.contains(first.folded) else { return false }
    let rest = words
    let isUpper = first.isUpper
    if !asQuery, !isUpper, !(first.isLower && hasCodeMarks(bytes)) { return false }
    switch first.folded {
    case "select":
      return !rest.isAtEnd && (asQuery || rest.contains("from") || hasCodeMarks(bytes))
    case "with":
      return rest.contains("as") && (rest.contains("select") || rest.contains("insert") || rest.contains("update")
        || rest.contains("delete") || rest.contains("values"))
    case "insert", "replace", "merge":
      return words.next(in: ["into", "or", "ignore", "overwrite"])
    case "update":
      return rest.contains("set") && hasCodeMarks(bytes)
    case "delete":
      return words.next(in: ["from"]) && !words.isAtEnd
    case "create", "alter", "drop":
      return words.next(in: objects) && !words.isAtEnd
    case "truncate":
      return isUpper || words.next(in: ["table"])
    case "grant", "revoke":
      return rest.contains("on") && (rest.contains("to") || rest.contains("from"))
    case "explain", "values", "table", "call", "copy", "do", "lock", "refresh", "reindex", "vacuum", "analyze",
      "comment", "cluster":
      return asQuery && !rest.isAtEnd || isUpper && !asQuery && longForms.contains(first.folded) && words.next(in: objects)
    case "begin", "commit", "rollback", "savepoint", "release", "set", "start", "end", "pragma", "use", "show", "reset":
      return asQuery
    default:
      return false
    }
  }

  /// `*`, `=`, `(`, comparison, a placeholder: what prose has not.
  private static func hasCodeMarks(_ bytes: [UInt8]) -> Bool {
    bytes.contains { "*=(<>%?$".utf8.contains($0) }
  }

  private static let longForms: Set<String> = ["lock", "refresh", "reindex", "comment", "copy"]

  private static let statements: Set<String> = [
    "select", "with", "insert", "replace", "merge", "update", "delete", "create", "alter", "drop", "truncate", "grant",
    "revoke", "explain", "values", "table", "call", "copy", "do", "lock", "refresh", "reindex", "vacuum", "analyze",
    "comment", "cluster", "begin", "commit", "rollback", "savepoint", "release", "set", "start", "end", "pragma",
    "use", "show", "reset",
  ]

  private static let objects: Set<String> = [
    "table", "index", "unique", "view", "materialized", "type", "domain", "sequence", "schema", "database", "function",
    "procedure", "trigger", "extension", "role", "user", "policy", "temporary", "temp", "unlogged", "or", "global",
    "local", "foreign", "publication", "subscription", "aggregate", "operator", "rule", "server", "concurrently",
    "column", "constraint", "on", "fulltext", "spatial", "virtual", "event", "statistics", "collation", "default",
    "system", "language", "cast", "group", "owned",
  ]
}

/// The words of a text that may be SQL: comments, blanks and opening parentheses before a word are passed over.
private struct SQLWords {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  struct Word {
    let bytes: ArraySlice<UInt8>

    var folded: String { String(decoding: bytes.map { $0 | 0x20 }, as: UTF8.self) }
    var isUpper: Bool { bytes.allSatisfy { $0 & 0x20 == 0 || $0 == 0x5F } }
    var isLower: Bool { bytes.allSatisfy { $0 & 0x20 != 0 || $0 == 0x5F } }
  }

  /// The word that comes next; nil where something else does.
  mutating func next() -> Word? {
    skipBlanks()
    let word = rest.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x5F }
    guard !word.isEmpty else { return nil }
    rest = rest[word.endIndex...]
    return Word(bytes: word)
  }

  mutating func next(in words: Set<String>) -> Bool {
    next().map { words.contains($0.folded) } ?? false
  }

  var isAtEnd: Bool {
    var copy = self
    copy.skipBlanks()
    return copy.rest.isEmpty
  }

  /// Whether a word stands anywhere in what is left; looks at the first few thousand bytes.
  func contains(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    return word.withUTF8Buffer { wanted in
      let window = rest.prefix(4096)
      var index = window.startIndex
      var isWordStart = true
      while index + length <= window.endIndex {
        if isWordStart, !SQLWords.isWordByte(window, index + length),
          (0..<length).allSatisfy({ window[index + $0] | 0x20 == wanted[$0] })
        {
          return true
        }
        isWordStart = !SQLWords.isWordByte(window, index)
        index += 1
      }
      return false
    }
  }

  private static func isWordByte(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index < bytes.endIndex else { return false }
    let byte = bytes[index]
    return byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x30 && byte <= 0x39
  }

  private mutating func skipBlanks() {
    while let byte = rest.first {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C, UInt8(ascii: "("), UInt8(ascii: ";"):
        rest = rest.dropFirst()
      case UInt8(ascii: "-") where rest.dropFirst().first == byte:
        rest = rest.drop { $0 != 0x0A }
      case UInt8(ascii: "/") where rest.dropFirst().first == UInt8(ascii: "*"):
        var index = rest.startIndex + 2
        while index + 1 < rest.endIndex, !(rest[index] == UInt8(ascii: "*") && rest[index + 1] == UInt8(ascii: "/")) {
          index += 1
        }
        rest = rest.dropFirst(min(index + 2, rest.endIndex) - rest.startIndex)
      default: return
      }
    }
  }
}
