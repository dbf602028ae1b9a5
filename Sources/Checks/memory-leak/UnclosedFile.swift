import Analysis
import Syntax

enum UnclosedFile {
  static let kinds: [NodeKind] = [.module]

  static func check(_ module: Node, _ context: inout Context) {
    for leak in context.unit.leaks where leak.acquisition.resource.category == .file {
      // Tests open files by the hundred, many of them mocked; the garbage collector sees to the rest.
      if context.unit.isTest, !leak.acquisition.resource.isKept { continue }
      var report = LeakReport(leak)
      let isFailure = if case .failing = leak.kind { true } else { false }
      var severity = Severity.note
      if leak.acquisition.resource.isKept {
        severity = isFailure || context.unit.isTest || leak.isInMain ? .note : .warning
      } else if !isFailure, let reader = useAfterWriting(leak, context.unit) {
        severity = .warning
        report.readBy = reader
      }
      context.report(
        leak.acquisition.call, report.message, help: report.help, severity: severity,
        confidence: isFailure ? .medium : .high, related: report.related)
    }
  }

  /// A call that gets the path of a file whose last write may still be in its buffer.
  ///
  /// The garbage collector closes the file when its variable dies, which is too late for whoever reads it before.
  private static func useAfterWriting(_ leak: Leak, _ unit: Unit) -> Node? {
    guard case .neverReleased = leak.kind, let name = leak.name, let path = writtenPath(leak.acquisition.call)
    else { return nil }
    var written: Node?
    for node in leak.function.descendants where node.kind == .call && node.id > leak.acquisition.call.id {
      guard let callee = node.child(.callee) else { continue }
      if callee.kind == .member, callee.child(.object)?.text == name {
        switch callee.child(.property)?.text {
        case "write", "writelines", "writerow", "writerows": written = node
        case "flush", "truncate": written = nil
        default: break
        }
      } else if written != nil, mentions(path, node) {
        return node
      }
    }
    return nil
  }

  /// Whether an argument of the call is the path, or a list that holds it.
  private static func mentions(_ path: String, _ call: Node) -> Bool {
    call.children(NodeKind.argument).contains { argument in
      guard let value = argument.child(.value) else { return false }
      return value.text == path
        || (value.kind == .list || value.kind == .tuple) && value.children.contains { $0.text == path }
    }
  }

  /// The variable that says where `open(path, "w")` writes.
  private static func writtenPath(_ call: Node) -> String? {
    let arguments = call.children(NodeKind.argument)
    guard let path = arguments.first?.child(.value), path.kind == .name || path.kind == .member,
      let mode = arguments.first(where: { $0.child(Role.name)?.isText("mode") == true }) ?? arguments.dropFirst().first,
      let text = mode.child(.value), text.kind == .string,
      text.text.contains(where: { "wax+".contains($0) })
    else { return nil }
    return path.text
  }
}
