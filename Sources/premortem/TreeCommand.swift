import Checks
import Linter
import Syntax

struct TreeOptions {
  var paths: [FilePath] = []
  var showsPositions = false
  var language: Language?
}

/// `premortem tree`: the syntax tree of files, for those who write rules and front ends.
struct TreeCommand {
  private let options: TreeOptions

  init(_ options: TreeOptions) {
    self.options = options
  }

  func run() -> ExitCode {
    var output = ""
    var worst = ExitCode.clean
    for path in options.paths {
      switch SourceFile.read(path, language: options.language) {
      case .failure(let problem):
        StandardStreams.complain("\(path.text): \(problem.message)")
        worst = .unchecked
      case .success(let source):
        guard let tree = Parsing.tree(of: source) else {
          StandardStreams.complain("\(path.text): no grammar for \(source.language.rawValue)")
          worst = .unchecked
          continue
        }
        if options.paths.count > 1 { output += "; \(path.text)\n" }
        output += tree.dump(positions: options.showsPositions)
        let lines = LineMap(source.bytes)
        for error in tree.errors {
          let position = lines.position(at: error.range.start)
          output += "; \(position.line):\(position.column): \(error.message)\n"
        }
      }
    }
    return max(worst, StandardStreams.print(output))
  }
}
