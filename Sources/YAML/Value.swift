/// A value of a YAML document and where it stands.
public struct Value: Sendable {
  public let content: Content
  public let mark: Mark

  public enum Content: Sendable {
    /// `isPlain`: written without quotes or `|`, so that `on`, `12` and `null` may mean more than their letters.
    case scalar(String, isPlain: Bool)
    case sequence([Value])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public let key: String
    public let keyMark: Mark
    public let value: Value
  }

  public init(_ content: Content, at mark: Mark) {
    self.content = content
    self.mark = mark
  }

  /// The text of a scalar, also of a number; nil for a sequence, a mapping or null.
  public var string: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// A plain decimal number.
  public var integer: Int? {
    guard case .scalar(let text, true) = content else { return nil }
    return Int(text)
  }

  /// A plain `true`, `on` or `yes`, and their opposites.
  public var boolean: Bool? {
    guard case .scalar(let text, true) = content else { return nil }
    switch text {
    case "true", "on", "yes": return true
    case "false", "off", "no": return false
    default: return nil
    }
  }

  /// Nothing was written, or a plain `null` or `~`.
  public var isNull: Bool {
    guard case .scalar(let text, true) = content else { return false }
    return text.isEmpty || text == "null" || text == "~"
  }

  public var sequence: [Value]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// Entries in the order of the document; keys are unique.
  public var mapping: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  public subscript(key: String) -> Value? {
    mapping?.first { $0.key == key }?.value
  }

  /// "a text", "a list" or "a map", for messages.
  public var sort: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }
}

/// A place in a document: 1-based line and column, in characters.
public struct Mark: Hashable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Why a text is no document that we read.
public struct YAMLError: Error, Hashable, CustomStringConvertible {
  public let mark: Mark
  public let message: String

  public init(_ message: String, at mark: Mark) {
    self.mark = mark
    self.message = message
  }

  /// `line:column: message`; prefix it with the path.
  public var description: String { "\(mark.line):\(mark.column): \(message)" }
}
