import Checks
import Syntax

/// The rules in rows.
public enum RuleList {
  public static func text(_ rules: [Rule], style: TextStyle) -> [UInt8] {
    var output = TextOutput(style)
    let width = rules.map(\.id.count).max() ?? 0
    for rule in rules {
      output.add(rule.id, .bold)
      output.add(String(repeating: " ", count: width + 2 - rule.id.count))
      output.add("\(rule.severity)", .init(rule.severity))
      output.add(String(repeating: " ", count: 9 - "\(rule.severity)".count))
      output.add(rule.title + (rule.isOn ? "" : " (off)"))
      output.endLine()
    }
    return output.bytes
  }

  public static func json(_ rules: [Rule]) -> [UInt8] {
    var writer = JSONWriter()
    writer.array(rules) { writer, rule in
      writer.object {
        $0.member("id", rule.id)
        $0.member("title", rule.title)
        $0.member("severity", "\(rule.severity)")
        $0.member("confidence", "\(rule.confidence)")
        $0.member("on", rule.isOn)
        $0.array("languages", rule.languages) { $0.string($1.rawValue) }
        $0.member("summary", rule.summary)
        $0.member("why", rule.why)
        $0.member("fix", rule.fix)
        $0.array("references", rule.references) { $0.string($1) }
        $0.object("options") { writer in
          for (name, value) in rule.options.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  /// The table of the README. Detectors of secrets differ in little but the name: they share a row.
  public static func markdown(_ rules: [Rule]) -> [UInt8] {
    var text = "| rule | severity | languages | what it finds |\n|---|---|---|---|\n"
    for rule in rules where rule.incident != "secret" {
      let severity = rule.isOn ? "\(rule.severity)" : "\(rule.severity), off"
      text += "| `\(rule.id)` | \(severity) | \(languages(rule)) | \(cell(rule.summary)) |\n"
    }
    let secrets = rules.filter { $0.incident == "secret" }.map(\.title)
    if !secrets.isEmpty {
      text += "| `secret/*` | error or warning | any text | \(cell(secrets.joined(separator: ", "))) |\n"
    }
    return Array(text.utf8)
  }

  private static func languages(_ rule: Rule) -> String {
    rule.languages.count == Language.allCases.count
      ? "any text" : rule.languages.map(\.title).joined(separator: ", ")
  }

  private static func cell(_ text: String) -> String {
    var cell = ""
    for character in text {
      if character == "|" { cell += "\\" }
      cell += character.isNewline ? " " : String(character)
    }
    return cell
  }
}
