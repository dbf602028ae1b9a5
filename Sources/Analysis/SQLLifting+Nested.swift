import Syntax

extension SQLLifting {
  /// SQL inside SQL: the body of a function or DO block, the statement of an EXECUTE.
  public struct Nested: Sendable {
    /// Where it stands is told for the tree that it was found in; `EmbeddedText.placed(in:)` goes on to the file.
    public let text: EmbeddedText
    public let language: Language

    public enum Language: Sendable { case plpgsql, sql }
  }

  /// The texts inside an SQL tree that are SQL or PL/pgSQL themselves, in source order.
  public static func nested(in tree: Tree) -> [Nested] {
    var found: [Nested] = []
    for node in tree.root.subtree {
      switch node.kind {
      case .sqlDo, .sqlCreateFunction:
        guard let language = language(of: node), let body = node.child(.body), body.kind == .sqlString,
          let text = text(of: body)
        else { continue }
        found.append(Nested(text: text, language: language))
      case .sqlExecute:
        guard let value = node.child(.value), let text = text(of: value) else { continue }
        found.append(Nested(text: text, language: .sql))
      default: continue
      }
    }
    return found
  }

  private static func language(of node: Node) -> Nested.Language? {
    guard let name = node.child(Role.language) else { return node.kind == .sqlDo ? .plpgsql : nil }
    let folded = String(decoding: name.bytes.filter { $0 != 0x22 && $0 != 0x27 }.map { $0 | 0x20 }, as: UTF8.self)
    return folded == "plpgsql" ? .plpgsql : folded == "sql" ? .sql : nil
  }

  /// The text of a literal, of literals and values joined with `||`, and of `format('...', ...)`.
  private static func text(of expression: Node) -> EmbeddedText? {
    var builder = TextBuilder()
    var stack = [expression]
    while let node = stack.popLast() {
      switch node.kind {
      case .sqlString:
        builder.append(sqlLiteral: node)
      case .sqlBinary where node.operator == .concatenate:
        if let right = node.child(.right) { stack.append(right) }
        if let left = node.child(.left) { stack.append(left) }
      case .sqlCall where node.child(.callee)?.isFormat == true:
        builder.append(sqlFormat: node)
      default:
        builder.appendHole(node, at: node.range)
      }
    }
    return builder.literals.isEmpty ? nil : builder.text(host: expression)
  }
}

extension TextBuilder {
  /// Adds the value of an SQL string: `'it''s'`, `E'\n'`, `$tag$ ... $tag$`, and literals continued on the next line.
  fileprivate mutating func append(sqlLiteral node: Node) {
    note(node)
    let bytes = node.tree.source.bytes
    let range = node.range.indices.clamped(to: 0..<bytes.count)
    var index = range.lowerBound
    if let opening = dollarQuote(bytes, range) {
      let start = range.lowerBound + opening
      let end = max(start, range.upperBound - (range.upperBound - opening >= start ? opening : 0))
      append(bytes[start..<end], at: start)
      return
    }
    var hasEscapes = false
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "'") {
        index = append(quoted: bytes, from: index + 1, to: range.upperBound, hasEscapes: hasEscapes)
      } else {
        hasEscapes = hasEscapes || bytes[index] | 0x20 == UInt8(ascii: "e")
        index += 1
      }
    }
  }

  /// The length of `$tag$` at the start of a range.
  private func dollarQuote(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard let first = range.first, bytes[first] == UInt8(ascii: "$"),
      let close = bytes[(first + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "$"))
    else { return nil }
    return close + 1 - first
  }

  /// Adds the text up to the closing quote and returns the offset behind that.
  private mutating func append(quoted bytes: [UInt8], from start: Int, to end: Int, hasEscapes: Bool) -> Int {
    var index = start
    var run = start
    while index < end {
      let isQuote = bytes[index] == UInt8(ascii: "'")
      if isQuote, index + 1 >= end || bytes[index + 1] != UInt8(ascii: "'") { break }
      if isQuote || hasEscapes && bytes[index] == UInt8(ascii: "\\") && index + 1 < end {
        append(bytes[run..<index], at: run)
        append([sqlEscape(bytes[index + 1])], for: TextRange(index, index + 2))
        index += 2
        run = index
      } else {
        index += 1
      }
    }
    append(bytes[run..<index], at: run)
    return index + 1
  }

  private func sqlEscape(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    default: byte
    }
  }

  /// Adds the text of `format('ALTER TABLE %I ...', name)`, a hole for each conversion.
  fileprivate mutating func append(sqlFormat call: Node) {
    let arguments = call.children(Role.argument)
    guard let template = arguments.first, template.kind == .sqlString else {
      appendHole(call, at: call.range)
      return
    }
    var inner = TextBuilder()
    inner.append(sqlLiteral: template)
    note(template)
    let text = inner.text(host: template)
    var next = 1
    var index = 0
    var run = 0
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "%") else {
        index += 1
        continue
      }
      append(run..<index, of: text, holes: [])
      var end = index + 1
      while end < text.bytes.count, "0123456789$-*".utf8.contains(text.bytes[end]) { end += 1 }
      end = min(end + 1, text.bytes.count)
      let place = text.hostRange(TextRange(index, end))
      if text.bytes[end - 1] == UInt8(ascii: "%"), end == index + 2 {
        append([UInt8(ascii: "%")], for: place)
      } else {
        appendHole(next < arguments.count ? arguments[next] : call, at: place)
        next += 1
      }
      index = end
      run = end
    }
    append(run..<text.bytes.count, of: text, holes: [])
  }
}

extension Node {
  fileprivate var isFormat: Bool {
    bytes.map { $0 | 0x20 }.elementsEqual("format".utf8)
  }
}
