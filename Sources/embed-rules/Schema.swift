import YAML

/// What a rule or a detector must and may say. `Rules/README.md` explains the keys.
extension RuleDocument {
  /// As `Syntax.Language`.
  private static let languages = [
    "sql", "python", "javascript", "typescript", "go", "java", "kotlin", "ruby", "php", "csharp", "text",
  ]

  private static let required = [
    "title", "severity", "confidence", "summary", "why", "fix", "references",
  ]
  private static let requiredOfRule = ["languages", "examples"]
  private static let optional = ["default", "options", "kind", "type", "detect", "languages", "examples"]

  mutating func checkSchema() {
    let isDetector = value["kind"]?.string == "detector"
    let needed = Self.required + (isDetector ? ["detect"] : Self.requiredOfRule)
    for key in needed where value[key] == nil {
      reject(value.mark, "'\(key)' is missing")
    }
    for entry in value.mapping ?? [] {
      let isKnown = Self.required.contains(entry.key) || Self.optional.contains(entry.key)
      if !isKnown || entry.key == "detect" && !isDetector {
        reject(entry.keyMark, "'\(entry.key)' is no key of a \(isDetector ? "detector" : "rule")")
      } else {
        check(entry)
      }
    }
    if !isDetector { checkExamples() }
  }

  private mutating func check(_ entry: Value.Entry) {
    let value = entry.value
    switch entry.key {
    case "title", "summary": expectLine(entry)
    case "why", "fix", "type": expectText(value, entry.key)
    case "severity": expect(value, oneOf: ["error", "warning", "note"])
    case "confidence": expect(value, oneOf: ["high", "medium"])
    case "default": expect(value, oneOf: ["on", "off"])
    case "kind": expect(value, oneOf: ["detector"])
    case "languages":
      for item in list(value, entry.key) { expect(item, oneOf: Self.languages) }
    case "references":
      for item in list(value, entry.key) where item.string?.hasPrefix("https://") != true {
        reject(item.mark, "a reference is an https:// address")
      }
    case "options":
      for option in map(value, entry.key) { expectText(option.value, option.key) }
    case "detect":
      _ = map(value, entry.key)
    default:
      break
    }
  }

  private mutating func checkExamples() {
    guard let examples = value["examples"] else { return }
    var kinds: Set<String> = []
    for example in list(examples, "examples") {
      let entries = map(example, "an example")
      for entry in entries {
        switch entry.key {
        case "bad", "good":
          expectText(entry.value, entry.key)
          kinds.insert(entry.key)
        case "language": expect(entry.value, oneOf: Self.languages)
        default: reject(entry.keyMark, "'\(entry.key)' is no key of an example")
        }
      }
      if !entries.contains(where: { $0.key != "language" }) {
        reject(example.mark, "an example has 'bad', 'good' or both")
      }
    }
    for kind in ["bad", "good"] where !kinds.contains(kind) {
      reject(examples.mark, "there is no \(kind) example")
    }
  }

  // MARK: Expectations

  private mutating func expectText(_ value: Value, _ key: String) {
    if value.string?.isEmpty != false { reject(value.mark, "'\(key)' must be a text, not \(value.sort)") }
  }

  private mutating func expectLine(_ entry: Value.Entry) {
    expectText(entry.value, entry.key)
    if entry.value.string?.contains("\n") == true {
      reject(entry.value.mark, "'\(entry.key)' must be one line")
    }
  }

  private mutating func expect(_ value: Value, oneOf words: [String]) {
    if let text = value.string, words.contains(text) { return }
    let found = value.string.map { "'\($0)'" } ?? value.sort
    reject(value.mark, "expected \(words.joined(separator: ", ")), not \(found)")
  }

  private mutating func list(_ value: Value, _ key: String) -> [Value] {
    guard let items = value.sequence, !items.isEmpty else {
      reject(value.mark, "'\(key)' must be a list, not \(value.sort)")
      return []
    }
    return items
  }

  private mutating func map(_ value: Value, _ key: String) -> [Value.Entry] {
    guard let entries = value.mapping else {
      reject(value.mark, "'\(key)' must be a map, not \(value.sort)")
      return []
    }
    return entries
  }
}
