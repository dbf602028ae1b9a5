import Checks
import Syntax

/// A rule on one page of a terminal.
public enum Explanation {
  public static func text(_ rules: [Rule], style: TextStyle) -> [UInt8] {
    var output = TextOutput(style)
    for (index, rule) in rules.enumerated() {
      if index > 0 {
        output.endLine()
        output.endLine()
      }
      write(rule, style, to: &output)
    }
    return output.bytes
  }

  private static func write(_ rule: Rule, _ style: TextStyle, to output: inout TextOutput) {
    output.add(rule.id, .bold)
    output.add("  \(rule.title)")
    output.endLine()
    output.add("\(rule.severity)", .init(rule.severity))
    let languages = rule.languages.map(\.title).joined(separator: ", ")
    output.add(", \(rule.confidence) confidence, \(rule.isOn ? "on" : "off") by default, in \(languages)")
    output.endLine()
    output.endLine()
    paragraph(rule.summary, style, to: &output)
    section("Why", rule.why, style, to: &output)
    section("What to do", rule.fix, style, to: &output)
    for example in rule.examples {
      heading(example.isBad ? "Reported" : "Fine", example.isBad ? .error : .good, to: &output)
      for line in lines(example.text) {
        output.add(line.isEmpty ? "" : "    \(line)")
        output.endLine()
      }
    }
    if !rule.options.isEmpty {
      heading("Options", .bold, to: &output)
      for (name, value) in rule.options.sorted(by: { $0.key < $1.key }) {
        output.add("    \(name): \(value)")
        output.endLine()
      }
    }
    guard !rule.references.isEmpty else { return }
    heading("References", .bold, to: &output)
    for reference in rule.references {
      output.add("  \(reference)")
      output.endLine()
    }
  }

  private static func section(
    _ title: String, _ text: String, _ style: TextStyle, to output: inout TextOutput
  ) {
    heading(title, .bold, to: &output)
    paragraph(text, style, to: &output)
  }

  private static func heading(_ title: String, _ ink: TextOutput.Ink, to output: inout TextOutput) {
    output.endLine()
    output.add(title, ink)
    output.endLine()
  }

  /// Without blank lines at the end.
  private static func lines(_ text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func paragraph(_ text: String, _ style: TextStyle, to output: inout TextOutput) {
    for line in wrapped(text, width: min(style.width, 80) - 2) {
      output.add(line.isEmpty ? "" : "  \(line)")
      output.endLine()
    }
  }
}
