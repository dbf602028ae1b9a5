/// One line of a `.gitignore`.
///
/// Matching takes time in proportion to pattern times path at worst, whatever the pattern: `*` and `**` each remember
/// one place to go back to, the last.
struct IgnorePattern: Sendable {
  let isNegated: Bool
  let isDirectoryOnly: Bool
  /// Whether it is matched against the path from the file's directory, not against the last name alone.
  private let isAnchored: Bool
  private let segments: [Segment]

  private enum Segment: Sendable {
    /// `**`: any number of directories.
    case anyDirectories
    case literal([UInt8])
    case glob([Glob])
  }

  private enum Glob: Sendable {
    case byte(UInt8)
    case anyByte
    case anyRun
    case oneOf([ClosedRange<UInt8>], negated: Bool)
  }

  /// nil for a blank line, a comment, and what is no pattern.
  init?(line: ArraySlice<UInt8>) {
    var line = line
    while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 {
      if last == 0x20, line.count > 1, line[line.endIndex - 2] == UInt8(ascii: "\\") { break }
      line.removeLast()
    }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    isDirectoryOnly = line.last == UInt8(ascii: "/")
    if isDirectoryOnly { line.removeLast() }
    let names = line.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !line.isEmpty, names.contains(where: { !$0.isEmpty }) else { return nil }
    isAnchored = names.count > 1
    var segments: [Segment] = []
    for (index, name) in names.enumerated() {
      if name.isEmpty {
        if index == 0 { continue }
        return nil
      }
      if name.elementsEqual("**".utf8), isAnchored {
        if case .anyDirectories = segments.last { continue }
        segments.append(.anyDirectories)
      } else {
        guard let segment = Self.segment(name) else { return nil }
        segments.append(segment)
      }
    }
    self.segments = segments
  }

  /// The name that alone is matched, for patterns that are nothing but a name.
  var plainName: [UInt8]? {
    guard !isAnchored, case .literal(let name) = segments.first else { return nil }
    return name
  }

  /// - Parameter path: the names from the directory of the ignore file to the entry.
  func matches(_ path: ArraySlice<[UInt8]>) -> Bool {
    guard isAnchored else {
      guard let name = path.last, let segment = segments.first else { return false }
      return Self.matches(segment, name)
    }
    return matchesAnchored(path)
  }

  private func matchesAnchored(_ path: ArraySlice<[UInt8]>) -> Bool {
    var segment = 0
    var name = path.startIndex
    var retry: (segment: Int, name: Int)?
    while name < path.endIndex {
      if segment < segments.count {
        if case .anyDirectories = segments[segment] {
          // A final `**` is for what is inside, so it needs a name of its own.
          if segment == segments.count - 1 { return true }
          retry = (segment, name)
          segment += 1
          continue
        }
        if Self.matches(segments[segment], path[name]) {
          segment += 1
          name += 1
          continue
        }
      }
      guard let last = retry else { return false }
      retry = (last.segment, last.name + 1)
      segment = last.segment + 1
      name = last.name + 1
    }
    return segment == segments.count
  }

  private static func matches(_ segment: Segment, _ name: [UInt8]) -> Bool {
    switch segment {
    case .anyDirectories: true
    case .literal(let bytes): bytes == name
    case .glob(let parts): matches(parts, name)
    }
  }

  private static func matches(_ parts: [Glob], _ name: [UInt8]) -> Bool {
    var part = 0
    var index = 0
    var retry: (part: Int, index: Int)?
    while index < name.count {
      if part < parts.count {
        if case .anyRun = parts[part] {
          retry = (part, index)
          part += 1
          continue
        }
        if matches(parts[part], name[index]) {
          part += 1
          index += 1
          continue
        }
      }
      guard let last = retry else { return false }
      retry = (last.part, last.index + 1)
      part = last.part + 1
      index = last.index + 1
    }
    while part < parts.count, case .anyRun = parts[part] { part += 1 }
    return part == parts.count
  }

  private static func matches(_ part: Glob, _ byte: UInt8) -> Bool {
    switch part {
    case .byte(let expected): byte == expected
    case .anyByte: true
    case .anyRun: false
    case .oneOf(let ranges, let negated): ranges.contains { $0.contains(byte) } != negated
    }
  }

  // MARK: Reading a pattern

  /// nil when a bracket is not closed or an escape escapes nothing: git lets such a pattern match nothing.
  private static func segment(_ text: ArraySlice<UInt8>) -> Segment? {
    var parts: [Glob] = []
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"):
        if case .anyRun = parts.last { continue }
        parts.append(.anyRun)
      case UInt8(ascii: "?"): parts.append(.anyByte)
      case UInt8(ascii: "["):
        guard let set = set(&rest) else { return nil }
        parts.append(set)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        parts.append(.byte(escaped))
      default: parts.append(.byte(byte))
      }
    }
    var literal: [UInt8] = []
    for part in parts {
      guard case .byte(let byte) = part else { return .glob(parts) }
      literal.append(byte)
    }
    return .literal(literal)
  }

  /// The rest of a bracket expression after its `[`.
  private static func set(_ rest: inout ArraySlice<UInt8>) -> Glob? {
    let negated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if negated { rest.removeFirst() }
    var ranges: [ClosedRange<UInt8>] = []
    var isFirst = true
    while var byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst { return .oneOf(ranges, negated: negated) }
      isFirst = false
      if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":"), let named = characterClass(&rest) {
        ranges += named
        continue
      }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst() else { return nil }
        byte = escaped
      }
      let next = rest.index(after: rest.startIndex)
      if rest.first == UInt8(ascii: "-"), next < rest.endIndex, rest[next] != UInt8(ascii: "]") {
        rest.removeFirst()
        guard var upper = rest.popFirst() else { return nil }
        if upper == UInt8(ascii: "\\") {
          guard let escaped = rest.popFirst() else { return nil }
          upper = escaped
        }
        if byte <= upper { ranges.append(byte...upper) }
      } else {
        ranges.append(byte...byte)
      }
    }
    return nil
  }

  /// `[:alpha:]` and the like, after their `[`.
  private static func characterClass(_ rest: inout ArraySlice<UInt8>) -> [ClosedRange<UInt8>]? {
    for (name, ranges) in classes where rest.starts(with: ":\(name):]".utf8) {
      rest.removeFirst(name.utf8.count + 3)
      return ranges
    }
    return nil
  }

  private static let classes: [(String, [ClosedRange<UInt8>])] = [
    ("alpha", [0x41...0x5A, 0x61...0x7A]), ("digit", [0x30...0x39]),
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]), ("upper", [0x41...0x5A]),
    ("lower", [0x61...0x7A]), ("space", [0x09...0x0D, 0x20...0x20]), ("blank", [0x09...0x09, 0x20...0x20]),
    ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
  ]
}
