import Checks
import Syntax

/// A rule as a `reportingDescriptor`.
enum SARIFRule {
  /// GitHub cuts what is longer, or refuses it.
  private static let textLimit = 1024

  static func write(_ rule: Rule, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("id", rule.id)
      $0.member("name", name(rule.id))
      $0.object("shortDescription") { $0.member("text", cut(rule.title)) }
      $0.object("fullDescription") { $0.member("text", cut(rule.summary)) }
      $0.object("help") {
        $0.member("text", paragraphs(rule.why) + "\n\n" + paragraphs(rule.fix))
        $0.member("markdown", markdown(rule))
      }
      if let reference = rule.references.first { $0.member("helpUri", reference) }
      $0.object("defaultConfiguration") {
        $0.member("enabled", rule.isOn)
        $0.member("level", "\(rule.severity)")
      }
      $0.object("properties") {
        $0.array("tags", tags(rule)) { $0.string($1) }
        $0.member("precision", rule.confidence == .high ? "high" : "medium")
        $0.member("problem.severity", rule.severity == .note ? "recommendation" : "\(rule.severity)")
        if isSecurity(rule) { $0.member("security-severity", securitySeverity(rule.severity)) }
      }
    }
  }

  /// `LockIndexNotConcurrent`.
  private static func name(_ id: String) -> String {
    id.split { $0 == "/" || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func tags(_ rule: Rule) -> [String] {
    isSecurity(rule) ? ["security", String(rule.incident)] : ["reliability", String(rule.incident)]
  }

  private static func isSecurity(_ rule: Rule) -> Bool {
    rule.incident == "secret" || rule.incident == "breach"
  }

  /// On the scale of CVSS, as a string: GitHub refuses anything else.
  private static func securitySeverity(_ severity: Severity) -> String {
    switch severity {
    case .error: "8.8"
    case .warning: "6.5"
    case .note: "3.1"
    }
  }

  private static func markdown(_ rule: Rule) -> String {
    var text = "# \(rule.title)\n\n\(paragraphs(rule.summary))\n\n## Why\n\n\(paragraphs(rule.why))\n"
    text += "\n## What to do\n\n\(paragraphs(rule.fix))\n"
    for example in rule.examples {
      text += "\n## \(example.isBad ? "Reported" : "Fine")\n\n```\(example.language.rawValue)\n"
      text += example.text + (example.text.hasSuffix("\n") ? "" : "\n") + "```\n"
    }
    if !rule.references.isEmpty {
      text += "\n## References\n\n" + rule.references.map { "- <\($0)>\n" }.joined()
    }
    return text
  }

  private static func paragraphs(_ text: String) -> String {
    wrapped(text, width: .max).joined(separator: "\n")
  }

  private static func cut(_ text: String) -> String {
    text.count <= textLimit ? text : text.prefix(textLimit - 1) + "…"
  }
}
