import Analysis
import Syntax

/// How a leak is told: what stays taken, on which way out, and what comes of it.
struct LeakReport {
  let leak: Leak
  private let resource: Resource
  /// A call that reads what is still in the buffer.
  var readBy: Node?

  init(_ leak: Leak) {
    self.leak = leak
    resource = leak.acquisition.resource
  }

  var message: String {
    let consequence = filled(
      leak.transaction != nil
        ? resource.consequenceAfterWith
        : isWritten ? resource.consequenceOfWriting : resource.consequence)
    if leak.halfRelease != nil {
      return "\(subject) is closed, but its place in the pool stays taken: \(consequence)."
    }
    if leak.transaction != nil {
      return "\(subject) \(resource.never), for this `with` only ends the transaction: \(consequence)."
    }
    if let readBy {
      return "\(subject) is not closed before \(quoted(readBy)): what was written last may still be in its buffer."
    }
    switch leak.kind {
    case .neverReleased, .dropped:
      return "\(subject) \(resource.never): \(consequence)."
    case .overwritten:
      return "\(subject) gets another value, and what it held \(resource.never): \(consequence)."
    case .skipped(let end):
      let place = end.map { "the function ends at \(quoted($0))" } ?? "the function runs to its end"
      return "\(subject) \(resource.fails) when \(place): \(consequence)."
    case .failing(let node):
      return "\(subject) \(resource.fails) when \(failure(node)): \(consequence)."
    }
  }

  /// Code to paste; indented, so that reports keep its lines.
  var help: String {
    filled(resource.fix).trimmed.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.joined(separator: "\n")
  }

  /// The place where the path leaves.
  var related: [(node: Node, message: String)] {
    var related: [(node: Node, message: String)] = []
    if let half = leak.halfRelease { related.append((half, "closes the connection, but the pool goes on counting it")) }
    if let readBy { return [(readBy, "reads the file here")] }
    switch leak.kind {
    case .failing(let node): related.append((head(node), "after a failure here nothing releases it"))
    case .skipped(let end?), .neverReleased(let end?): related.append((end, "the function ends here"))
    case .overwritten(let node): related.append((node, "the variable gets another value here"))
    default: break
    }
    return related
  }

  /// Whether it was opened with a mode that writes.
  private var isWritten: Bool {
    let arguments = leak.acquisition.call.children(NodeKind.argument)
    let named = arguments.first { $0.child(Role.name)?.isText("mode") == true }
    guard let mode = (named ?? arguments.dropFirst().first)?.child(.value), mode.kind == .string else { return false }
    return mode.text.contains { "wax+".contains($0) }
  }

  // MARK: Words

  private var subject: String {
    if let name = leak.name, name != "_" { return "`\(name)`" }
    let noun =
      switch resource.category {
      case .connection: "connection"
      case .cursor: "cursor"
      case .file: resource.isKept ? "descriptor" : "file"
      }
    return "The \(noun) from `\(short(leak.acquisition.call))`"
  }

  private func failure(_ node: Node) -> String {
    switch node.kind {
    case .throw: return "\(quoted(node)) runs"
    case .yield: return "whoever it is yielded to fails"
    case .forLoop, .comprehensionClause:
      return "iterating over \(node.child(.iterable).map { quoted($0) } ?? "it") fails"
    case .withItem: return "entering \(node.child(.value).map { quoted($0) } ?? "the `with`") fails"
    default: return "\(quoted(node)) fails"
    }
  }

  /// What is worth underlining of a construct.
  private func head(_ node: Node) -> Node {
    switch node.kind {
    case .forLoop, .comprehensionClause: node.child(.iterable) ?? node
    default: node
    }
  }

  private func filled(_ template: String) -> String {
    var times = "calls of `\(functionName)`"
    if case .failing = leak.kind { times = "such failures" }
    let call = leak.acquisition.call
    let owner = call.child(.callee)?.child(.object).map { short($0) } ?? "pool"
    let isAwaited = call.parent?.kind == .await
    let isAsync = isAwaited || leak.acquisition.isAsync
    let variable = leak.name == "_" ? nil : leak.name
    let fallback =
      switch resource.category {
      case .connection: "conn"
      case .cursor: "cursor"
      case .file: resource.isKept ? "descriptor" : "f"
      }
    return template.replacing([
      ("{name}", variable ?? fallback), ("{acquire}", (isAwaited ? "await " : "") + short(call)), ("{call}", short(call)),
      ("{owner}", owner), ("{times}", times), ("{async}", isAsync ? "async " : ""), ("{await}", isAwaited ? "await " : ""),
    ])
  }

  private var functionName: String { leak.function.child(Role.name)?.text ?? "this function" }

  private func quoted(_ node: Node) -> String { "`\(short(node))`" }

  /// The node's text on one line; a call with long arguments as `callee(...)`.
  private func short(_ node: Node) -> String {
    let line = Self.withoutSecrets(node).split { $0.isWhitespace }.joined(separator: " ")
    guard line.count > 50 else { return line }
    if node.kind == .call, let callee = node.child(.callee) {
      let name = Self.withoutSecrets(callee).split { $0.isWhitespace }.joined(separator: " ")
      if name.count <= 60 { return name + "(...)" }
    }
    return line.prefix(47) + "..."
  }

  // MARK: Secrets

  /// The node's text; calls that are given what may be a password as `callee(...)`.
  private static func withoutSecrets(_ node: Node) -> String {
    var hidden: [(range: TextRange, text: String)] = []
    for part in node.subtree {
      if part.kind == .call, let callee = part.child(.callee), isGivenSecret(part) {
        hidden.append((TextRange(callee.range.end, part.range.end), "(...)"))
      } else if part.kind == .string || part.kind == .stringConcatenation, looksSecret(part) {
        hidden.append((part.range, "..."))
      }
    }
    if hidden.isEmpty { return node.text }
    var text = ""
    var end = node.range.start
    for (range, sign) in hidden.sorted(by: { $0.range.start < $1.range.start }) where range.start >= end {
      text += node.tree.source.text(TextRange(end, range.start)) + sign
      end = range.end
    }
    return text + node.tree.source.text(TextRange(end, node.range.end))
  }

  /// Texts under the name of a secret, connection strings that hold one, and several texts in a row for a `connect`:
  /// host, user, password.
  private static func isGivenSecret(_ call: Node) -> Bool {
    var texts = 0
    for argument in call.children(NodeKind.argument) {
      guard let value = argument.child(.value), value.kind == .string || value.kind == .stringConcatenation else {
        continue
      }
      texts += 1
      if let name = argument.child(Role.name)?.text.lowercased(), secretWords.contains(where: { name.contains($0) }) {
        return true
      }
      if looksSecret(value) { return true }
    }
    return texts > 1 && call.child(.callee)?.lastName.lowercased().contains("connect") == true
  }

  private static func looksSecret(_ string: Node) -> Bool {
    let text = string.text.lowercased()
    return text.contains("://") && text.contains("@") || secretWords.contains { text.contains($0) }
  }

  private static let secretWords = ["pass", "pwd", "secret", "token", "credential", "api_key", "apikey"]
}

extension String {
  fileprivate func replacing(_ pairs: [(String, String)]) -> String {
    var rest = self[...]
    var result = ""
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let (key, value) = pairs.first(where: { rest.hasPrefix($0.0) }) {
        result += value
        rest = rest.dropFirst(key.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
