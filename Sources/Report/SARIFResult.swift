import Checks
import Syntax

/// A finding as a `result`.
struct SARIFResult {
  let finding: Finding
  let rule: Rule?
  let ruleIndex: Int?
  let uri: String
  let lines: LineMap
  let lineHash: String?

  /// GitHub keeps no more of one result.
  private static let relatedLimit = 100
  private static let messageLimit = 4000

  private var related: [(id: Int, related: Finding.Related)] {
    finding.related.prefix(Self.relatedLimit).enumerated().map { ($0.offset + 1, $0.element) }
  }

  func write(_ writer: inout JSONWriter) {
    writer.object {
      $0.member("ruleId", finding.rule)
      if let ruleIndex { $0.member("ruleIndex", ruleIndex) }
      $0.member("level", "\(finding.severity)")
      $0.object("message") { $0.member("text", message) }
      $0.array("locations", [finding.range]) { writer, range in
        writer.object { writeLocation(firstLine(of: range), &$0) }
      }
      if !related.isEmpty {
        $0.array("relatedLocations", related) { writer, entry in
          writer.object {
            $0.member("id", entry.id)
            writeLocation(firstLine(of: entry.related.range), &$0)
            $0.object("message") { $0.member("text", Self.plain(entry.related.message)) }
          }
        }
      }
      if let lineHash {
        $0.object("partialFingerprints") { $0.member("primaryLocationLineHash", lineHash) }
      }
      if !finding.edits.isEmpty { $0.array("fixes", [finding.edits]) { writeFix($1, &$0) } }
    }
  }

  /// The message, whose first sentence is the title; then what to do here; then links to the other places.
  private var message: String {
    var text = Self.plain(finding.message)
    if finding.help != rule?.fix, !finding.help.isEmpty { text += "\n\n" + Self.plain(help) }
    let links = related.map { "[\(Self.linkText($0.related.message))](\($0.id))" }
    if !links.isEmpty { text += "\n\nSee also: \(links.joined(separator: ", "))." }
    return text
  }

  private var help: String { wrapped(finding.help, width: .max).joined(separator: "\n") }

  /// Text with nothing in it that a viewer takes for a link, and of bounded length.
  private static func plain(_ text: String) -> String {
    let text = text.utf8.count <= messageLimit ? text : text.prefix(messageLimit) + "…"
    return text.contains("](") ? escaped(text) : text
  }

  private static func linkText(_ text: String) -> String {
    text.isEmpty ? "here" : escaped(String(text.prefix(200)))
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "[]\\".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }

  /// An alert is shown in a pull request only when all of its lines were changed there: one line is enough.
  private func firstLine(of range: TextRange) -> TextRange {
    let line = lines.range(ofLine: lines.line(at: range.start))
    return TextRange(range.start, max(range.start, min(range.end, line.end)))
  }

  private func writeLocation(_ range: TextRange, _ writer: inout JSONWriter) {
    writer.object("physicalLocation") {
      $0.object("artifactLocation") { $0.member("uri", uri) }
      $0.object("region") { writeRegion(range, &$0) }
    }
  }

  private func writeRegion(_ range: TextRange, _ writer: inout JSONWriter) {
    let start = lines.position(at: range.start)
    let end = lines.position(at: range.end)
    writer.member("startLine", start.line)
    writer.member("startColumn", start.utf16Column)
    writer.member("endLine", end.line)
    writer.member("endColumn", end.utf16Column)
  }

  private func writeFix(_ edits: [Finding.Edit], _ writer: inout JSONWriter) {
    writer.object {
      $0.object("description") { $0.member("text", Self.plain(help.isEmpty ? finding.message : help)) }
      $0.array("artifactChanges", [edits]) { writer, edits in
        writer.object {
          $0.object("artifactLocation") { $0.member("uri", uri) }
          $0.array("replacements", edits) { writer, edit in
            writer.object {
              $0.object("deletedRegion") { writeRegion(edit.range, &$0) }
              $0.object("insertedContent") { $0.member("text", edit.replacement) }
            }
          }
        }
      }
    }
  }
}
