import Syntax

/// Strings: plain ones are one token, f- and t-strings a start, texts, holes and an end.
extension PythonLexer {
  /// What a word of one or two letters says as the prefix of a string; nil when it is none.
  func stringPrefix(_ word: UInt64) -> PythonStringFlags? {
    switch word | (word > 0xFF ? 0x2020 : 0x20) {
    case 0x72: .raw
    case 0x75: []
    case 0x62: .bytes
    case 0x66: .formatted
    case 0x74: .template
    case 0x6272, 0x7262: [.raw, .bytes]
    case 0x6672, 0x7266: [.raw, .formatted]
    case 0x7472, 0x7274: [.raw, .template]
    default: nil
    }
  }

  /// Lexes from the quote that `index` stands at; the prefix begins at `start`.
  mutating func lexString(from start: Int, prefix: PythonStringFlags) {
    let quote = bytes[index]
    var flags = prefix
    if byte(index + 1) == quote, byte(index + 2) == quote { flags.insert(.triple) }
    let contents = index + (flags.contains(.triple) ? 3 : 1)
    guard prefix.isDisjoint(with: [.formatted, .template]) else {
      index = contents
      openStrings.append(openings.count)
      openings.append(
        Opening(
          kind: .string, quote: quote, flags: flags, token: tokens.count, brackets: brackets))
      emit(.stringStart, from: start, flags: flags.rawValue)
      return
    }
    let end = flags.contains(.triple) ? tripleEnd(contents, quote) : singleEnd(contents, quote)
    if let end {
      emit(.string, from: start, flags: flags.rawValue)
      index = end
      return
    }
    if start == index, closesEnclosingString(quote, flags) { return }
    flags.insert(.unterminated)
    emit(.string, from: start, flags: flags.rawValue)
    index = lineEnd(contents)
    report(
      flags.contains(.triple) ? TextRange(start, contents) : TextRange(start, index),
      "this string is never closed")
  }

  private func singleEnd(_ contents: Int, _ quote: UInt8) -> Int? {
    var offset = contents
    while offset < count {
      let byte = bytes[offset]
      if byte == quote { return offset + 1 }
      if byte == 0x5C {
        offset = afterEscape(offset)
      } else if byte == 0x0A || byte == 0x0D {
        return nil
      } else {
        offset += 1
      }
    }
    return nil
  }

  private mutating func tripleEnd(_ contents: Int, _ quote: UInt8) -> Int? {
    if quotesWithoutEnd.contains(quote) { return nil }
    var offset = contents
    while offset < count {
      let byte = bytes[offset]
      if byte == quote, self.byte(offset + 1) == quote, self.byte(offset + 2) == quote {
        return offset + 3
      }
      offset = byte == 0x5C ? afterEscape(offset) : offset + 1
    }
    quotesWithoutEnd.append(quote)
    return nil
  }

  /// The offset after a backslash and what it escapes.
  private func afterEscape(_ offset: Int) -> Int {
    guard offset + 1 < count else { return count }
    return isLineEnd(offset + 1) ? afterLineEnd(offset + 1) : offset + 2
  }

  /// The end of the physical line, continued ones joined.
  private func lineEnd(_ offset: Int) -> Int {
    var offset = offset
    while offset < count, !isLineEnd(offset) {
      offset = bytes[offset] == 0x5C ? afterEscape(offset) : offset + 1
    }
    return min(offset, count)
  }

  /// In a hole, a quote that opens no string and is the quote of the f-string around ends that: the brace is missing.
  private mutating func closesEnclosingString(_ quote: UInt8, _ flags: PythonStringFlags) -> Bool {
    guard let position = openStrings.last, openings[position].quote == quote,
      openings[position].flags.contains(.triple) == flags.contains(.triple)
    else { return false }
    emitStringEnd(openings[position])
    return true
  }

  private mutating func emitStringEnd(_ string: Opening) {
    emit(.stringEnd, from: index)
    index += string.flags.contains(.triple) ? 3 : 1
    leaveString()
  }

  /// Leaves the innermost f-string and what is unclosed in it.
  private mutating func leaveString() {
    guard let position = openStrings.popLast() else { return }
    brackets = openings[position].brackets
    openings.removeSubrange(position...)
  }

  /// The text of an f-string or format specification up to the next hole or the end.
  mutating func lexText(_ top: Opening) {
    let start = index
    let isSpecification = top.kind == .specification
    while index < count {
      let byte = bytes[index]
      switch byte {
      case top.quote:
        guard
          !top.flags.contains(.triple)
            || (self.byte(index + 1) == byte && self.byte(index + 2) == byte)
        else { break }
        emitText(from: start)
        emitStringEnd(top)
        return
      case 0x0A where !top.flags.contains(.triple), 0x0D where !top.flags.contains(.triple):
        emitText(from: start)
        if let position = openStrings.last { reportUnterminated(openings[position]) }
        leaveString()
        return
      case 0x5C:
        skipEscape(raw: top.flags.contains(.raw))
        continue
      case 0x7B:
        if !isSpecification, self.byte(index + 1) == 0x7B {
          index += 1
          break
        }
        emitText(from: start)
        emit(.interpolationStart, from: index)
        index += 1
        openings.append(
          Opening(
            kind: .hole, quote: top.quote, flags: top.flags, token: top.token, brackets: brackets))
        brackets = BracketCounts()
        return
      case 0x7D:
        if isSpecification {
          emitText(from: start)
          closeHole()
          emit(.interpolationEnd, from: index)
          index += 1
          return
        }
        if self.byte(index + 1) == 0x7D {
          index += 1
        } else {
          report(TextRange(index, index + 1), "a single '}' in an f-string is written '}}'")
        }
      default: break
      }
      index += 1
    }
    index = min(index, count)
    emitText(from: start)
  }

  private mutating func emitText(from start: Int) {
    if index > start { emit(.stringText, from: start) }
  }

  /// A backslash in a text hides a quote, a line end or another backslash, but no brace, except in `\N{NAME}`.
  private mutating func skipEscape(raw: Bool) {
    let next = byte(index + 1)
    if next == 0x7B || next == 0x7D {
      index += 1
    } else if next == 0x4E, !raw, byte(index + 2) == 0x7B {
      index += 3
      while index < count, isWordByte(bytes[index]) || bytes[index] == 0x20 || bytes[index] == 0x2D {
        index += 1
      }
      if byte(index) == 0x7D { index += 1 }
    } else {
      index = afterEscape(index)
    }
  }

  mutating func reportUnterminated(_ string: Opening) {
    markUnterminated(string)
    let start = Int(tokens[string.token].start)
    let end = string.token + 1 < tokens.count ? Int(tokens[string.token + 1].start) : count
    report(TextRange(start, end), "this string is never closed")
  }
}
