import Checks
import Report

/// `premortem rules`: the rules that this premortem has.
struct RulesCommand {
  enum Format: String, CaseIterable {
    case text, json, markdown
  }

  private let format: Format

  init(format: Format) {
    self.format = format
  }

  func run() -> ExitCode {
    switch format {
    case .text: StandardStreams.print(RuleList.text(Rulebook.rules, style: Terminal.style(.auto)))
    case .json: StandardStreams.print(RuleList.json(Rulebook.rules))
    case .markdown: StandardStreams.print(RuleList.markdown(Rulebook.rules))
    }
  }
}
