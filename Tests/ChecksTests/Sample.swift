import Checks
import Syntax

@testable import Linter

/// A file under `Samples/` and the findings that its comments announce.
struct Sample {
  /// From the root of the repository: `Samples/<class>/<rule>/<name>`.
  let path: String
  let source: Source
  let marks: [Mark]

  /// One announced finding.
  struct Mark: Hashable {
    let rule: String
    let line: Int
    /// `notes:` rather than `finds:`.
    let isNote: Bool
  }

  init(path: String) throws {
    self.init(path: path, bytes: try Repository.bytes(path))
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    let name = Array(path.utf8)
    source = Source(
      path: path, language: Detection.language(name: name[...], bytes: bytes), bytes: bytes)
    marks = Self.marks(in: source)
  }

  /// The rule whose folder this is.
  var rule: String { path.split(separator: "/").dropFirst().prefix(2).joined(separator: "/") }

  /// `bad`, `good` or `nasty`: what the file, or the folder of files below the rule's, is named after.
  var role: Substring {
    let name = path.split(separator: "/").dropFirst(3).first ?? ""
    return name.prefix { $0.isLetter }
  }

  /// What is announced and missing, or there and not announced, in words.
  func disagreements(with findings: [Finding]) -> [String] {
    let lines = LineMap(source.bytes)
    var missing = marks
    var disagreements: [String] = []
    for finding in findings {
      let line = lines.line(at: finding.range.start)
      let mark = Mark(rule: finding.rule, line: line, isNote: finding.severity == .note)
      if let index = missing.firstIndex(of: mark) {
        missing.remove(at: index)
      } else {
        disagreements.append(
          "\(path):\(line): found and not marked: \(finding.severity.name) \(finding.rule): \(finding.message)")
      }
    }
    return disagreements + missing.map { "\(path):\($0.line): marked and not found: \($0.rule)" }
  }

  // MARK: Marks

  /// A comment that holds nothing but `finds:` or `notes:` and rule ids announces findings on the next line that is no
  /// mark itself.
  private static func marks(in source: Source) -> [Mark] {
    let lines = LineMap(source.bytes)
    var marks: [Mark] = []
    var waiting: [(rule: String, isNote: Bool)] = []
    for line in 1...lines.lineCount {
      let announced = mark(source.text(lines.range(ofLine: line)))
      if announced.isEmpty {
        marks += waiting.map { Mark(rule: $0.rule, line: line, isNote: $0.isNote) }
        waiting = []
      } else {
        waiting += announced
      }
    }
    return marks
  }

  private static func mark(_ line: String) -> [(rule: String, isNote: Bool)] {
    var text = line.drop { $0 == " " || $0 == "\t" }
    guard let opening = ["--", "#", "//", "/*", "<!--"].first(where: text.hasPrefix) else { return [] }
    text = text.dropFirst(opening.count).drop { $0 == " " }
    guard let word = ["finds:", "notes:"].first(where: text.hasPrefix) else { return [] }
    let ids = text.dropFirst(word.count).split { $0 == "," || $0 == " " || $0 == "\t" }
    return ids.filter { $0.contains("/") && !$0.hasPrefix("*/") }.map { (String($0), word == "notes:") }
  }
}
