import YAML

/// One file under `Rules/`: its place, its content and what is wrong with it.
struct RuleDocument {
  let path: String
  let value: Value
  private(set) var problems: [YAMLError] = []

  init(path: String, value: Value) {
    self.path = path
    self.value = value
    let folders = id.split(separator: "/", omittingEmptySubsequences: false)
    if folders.count != 2 || !folders.allSatisfy(isName) {
      reject(value.mark, "a rule's path is Rules/<class>/<name>.yml, lower case letters, digits and hyphens")
    } else if value.mapping == nil {
      reject(value.mark, "expected a map, not \(value.sort)")
    }
    checkTexts(value)
    guard problems.isEmpty, folders[0] != "vocabulary" else { return }
    checkSchema()
  }

  /// `lock/index-not-concurrent` for `Rules/lock/index-not-concurrent.yml`.
  var id: String {
    String(path.dropFirst("Rules/".count).dropLast(".yml".count))
  }

  /// Whether a Swift type carries the check: everything but vocabularies, secret detectors and what the linter itself
  /// reports.
  var hasCheck: Bool {
    !id.hasPrefix("vocabulary/") && !id.hasPrefix("meta/") && value["kind"]?.string != "detector"
  }

  /// `IndexNotConcurrent`, or what `type` says.
  var typeName: String {
    if let name = value["type"]?.string { return name }
    let words = id.split(separator: "/").last?.split(separator: "-") ?? []
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  mutating func reject(_ mark: Mark, _ message: String) {
    problems.append(YAMLError(message, at: mark))
  }

  private func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }

  /// A Swift literal can carry any text but control characters, and a flattened key is one line.
  private mutating func checkTexts(_ value: Value) {
    switch value.content {
    case .scalar(let text, _):
      if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) {
        reject(value.mark, "a control character in the text")
      }
    case .sequence(let items):
      for item in items { checkTexts(item) }
    case .mapping(let entries):
      for entry in entries {
        if entry.key.isEmpty || entry.key.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
          reject(entry.keyMark, "a key must be a text of one line")
        }
        checkTexts(entry.value)
      }
    }
  }
}
