import YAML

/// The Swift file that carries the documents: the registry of checks and one literal with all texts.
///
/// One literal, because the compiler takes minutes for the same texts as typed values. The registry names each rule's
/// type, so that a rule without its Swift file does not compile.
func swiftFile(of documents: [RuleDocument]) -> [UInt8] {
  var text: [UInt8] = []
  for document in documents { text += document.embedded.flattened(key: document.id) }
  let fence = String(repeating: "#", count: longestRun(of: UInt8(ascii: "#"), in: text) + 1)
  let checks = documents.filter(\.hasCheck).map { document in
    let type = document.typeName
    return "    Check(\"\(document.id)\", \(type).kinds, \(type).check),\n"
  }
  let head = """
    // Made from Rules/ by embed-rules; edits are lost.
    enum EmbeddedRules {
      static let checks: [Check] = [
    \(checks.joined())  ]

      static let text: StaticString = \(fence)\"""

    """
  return Array(head.utf8) + text + Array("\"\"\"\(fence)\n}\n".utf8)
}

extension RuleDocument {
  /// The document with the keys in front that every start of the program reads.
  fileprivate var embedded: Value {
    guard let entries = value.mapping else { return value }
    let first = ["severity", "confidence", "default", "languages"]
    let ahead = first.compactMap { key in entries.first { $0.key == key } }
    return Value(.mapping(ahead + entries.filter { !first.contains($0.key) }), at: value.mark)
  }
}

/// A raw literal ends at quotes with as many number signs as its fence has.
private func longestRun(of byte: UInt8, in text: [UInt8]) -> Int {
  var longest = 0
  var run = 0
  for other in text {
    run = other == byte ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
