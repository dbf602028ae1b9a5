extension Rulebook {
  /// The rules as a Markdown table, a line each, as the README shows them.
  public static func markdownTable() -> String {
    var table = "| rule | level | finds |\n|---|---|---|\n"
    for rule in rules {
      let level = rule.isOn ? rule.severity.name : "\(rule.severity.name), off"
      table += "| `\(rule.id)` | \(level) | \(cell(rule.summary)) |\n"
    }
    return table
  }

  private static func cell(_ text: String) -> String {
    var cell = ""
    for character in text {
      if character == "|" { cell += "\\" }
      cell.append(character)
    }
    return cell
  }
}
