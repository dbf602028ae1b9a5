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
        output += options.showsPositions ? tree.dumpWithPositions() : tree.dump()
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

extension Tree {
  /// One node a line, with lines and columns from its first byte to the one after its last.
  fileprivate func dumpWithPositions() -> String {
    let lines = LineMap(source.bytes)
    var output = ""
    var open: [Node] = []
    for node in root.subtree {
      let start = lines.position(at: node.range.start)
      let end = lines.position(at: node.range.end)
      while let last = open.last, !node.isInside(last) { open.removeLast() }
      output += String(repeating: "  ", count: open.count)
      open.append(node)
      output += "\(node.kind)"
      if node.role != .none { output += " @\(node.role)" }
      for trait in node.traits.names { output += " +\(trait)" }
      output += " \(start.line):\(start.column)-\(end.line):\(end.column)"
      if node.firstChild == nil, !node.range.isEmpty { output += " \(node.text.debugDescription)" }
      output += "\n"
    }
    return output
  }
}
