import Checks
import Syntax

/// The secret values of one file, kept out of everything that a report may print.
///
/// A secret is told by where it stands, but a rule about another thing may quote the same text: a default in an ALTER
/// TABLE, the call that opens a connection. So the value itself is looked for, in the file and in every sentence.
struct Redaction {
  /// Longest first: a value that holds another goes before it.
  private let values: [[UInt8]]

  /// Values shorter than this are too likely to be an ordinary word elsewhere.
  private static let shortestValue = 6
  private static let valueLimit = 200

  init(_ source: Source, _ ranges: [TextRange]) {
    let all = Set(ranges.map { Array(source[$0]) }.filter { $0.count >= Self.shortestValue })
    values = Array(
      all.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
        .prefix(Self.valueLimit))
  }

  var isEmpty: Bool { values.isEmpty }

  /// Every place of the file where one of the values stands.
  func ranges(in source: Source) -> [TextRange] {
    values.flatMap { value in places(of: value, in: source.bytes).map { TextRange($0, $0 + value.count) } }
  }

  /// The finding with its values masked in all it says.
  func masked(_ finding: Finding) -> Finding {
    var finding = finding
    finding.message = masked(finding.message)
    finding.help = masked(finding.help)
    for index in finding.related.indices {
      finding.related[index].message = masked(finding.related[index].message)
    }
    for index in finding.edits.indices {
      // An edit that would write the mask into the file is no edit.
      if masked(finding.edits[index].replacement) != finding.edits[index].replacement { finding.edits = [] }
      if finding.edits.isEmpty { break }
    }
    return finding
  }

  func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isChanged = false
    for value in values {
      let found = places(of: value, in: bytes)
      guard !found.isEmpty else { continue }
      isChanged = true
      let mask = Array(SecretScanner.redacted(value[...]).utf8)
      for place in found.reversed() { bytes.replaceSubrange(place..<(place + value.count), with: mask) }
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Where a value stands, without overlaps.
  private func places(of value: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard let first = value.first, bytes.count >= value.count else { return [] }
    var found: [Int] = []
    var index = 0
    while index <= bytes.count - value.count {
      if bytes[index] == first, bytes[index..<(index + value.count)].elementsEqual(value) {
        found.append(index)
        index += value.count
      } else {
        index += 1
      }
    }
    return found
  }
}
