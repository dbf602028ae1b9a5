extension Tree {
  /// The tree as an s-expression, one node a line: `(call @value +async "text")`. Leaves carry their text.
  ///
  /// With positions, `[start-end]` follows each kind, in bytes.
  public func dump(positions: Bool = false) -> String {
    var output = ""
    var closing: [Int] = []
    for node in root.subtree {
      while let end = closing.last, end <= node.id {
        output += ")"
        closing.removeLast()
      }
      if !output.isEmpty { output += "\n" }
      output += String(repeating: "  ", count: closing.count)
      output += "(\(node.kind)"
      if positions { output += " [\(node.range.start)-\(node.range.end)]" }
      if node.role != .none { output += " @\(node.role)" }
      output += node.detailDescription
      for name in node.traits.names { output += " +\(name)" }
      if node.firstChild == nil, !node.range.isEmpty { output += " \(node.text.debugDescription)" }
      closing.append(node.subtree.endIndex)
    }
    return output + String(repeating: ")", count: closing.count) + "\n"
  }
}

extension Descendants {
  fileprivate var endIndex: Int { Int(end) }
}

extension Node {
  fileprivate var detailDescription: String {
    if object != .none, kind.describesObject { return " \(object)" }
    if self.operator != .none, !kind.describesObject { return " \(self.operator)" }
    return ""
  }
}
