extension Tree {
  /// The tree as an s-expression, one node a line: `(call @value +async "text")`. Leaves carry their text.
  ///
  /// With positions, `[line:column-line:column]` follows each kind; columns are counted in bytes, from 1.
  public func dump(positions: Bool = false) -> String {
    var output = ""
    var closing: [Int] = []
    let lines = positions ? LineMap(source.bytes) : nil
    for node in root.subtree {
      while let end = closing.last, end <= node.id {
        output += ")"
        closing.removeLast()
      }
      if !output.isEmpty { output += "\n" }
      output += String(repeating: "  ", count: closing.count)
      output += "(\(node.kind)"
      if let lines { output += " [\(place(node.range.start, lines))-\(place(node.range.end, lines))]" }
      if node.role != .none { output += " @\(node.role)" }
      output += node.detailDescription
      for name in node.traits.names { output += " +\(name)" }
      if node.firstChild == nil, !node.range.isEmpty { output += " \(node.text.debugDescription)" }
      closing.append(node.subtree.endIndex)
    }
    return output + String(repeating: ")", count: closing.count) + "\n"
  }

  /// Line and column in bytes, without the count of characters that would make long lines slow.
  private func place(_ offset: UInt32, _ lines: LineMap) -> String {
    let line = lines.line(at: offset)
    let mark = line == 1 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = Int(lines.range(ofLine: line).start) + mark
    return "\(line):\(max(Int(offset) - start, 0) + 1)"
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
