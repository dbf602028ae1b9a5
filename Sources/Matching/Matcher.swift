import CPCRE2

/// What one thread needs to match patterns: room for the groups, a stack for compiled patterns, and limits that keep any
/// pattern on any bytes from taking more than a few milliseconds.
public struct Matcher: ~Copyable {
  public enum Result {
    case none
    case match(Match)
    /// There is no answer: the pattern ran into a limit or is not well formed. Say so to the user.
    case gaveUp(PatternError)
  }

  /// A match: the places of its groups, in bytes.
  public struct Match {
    /// Group 0 is the whole match; nil for a group that took no part.
    public let groups: [Range<Int>?]
    let names: [String: [Int]]

    public var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }

    /// The place of a named group, nil if it took no part in the match.
    public subscript(name: String) -> Range<Int>? {
      for number in names[name] ?? [] where number < groups.count {
        if let range = groups[number] { return range }
      }
      return nil
    }
  }

  private let data: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?

  /// More groups than this are matched but their places are not kept.
  private static let groupLimit: UInt32 = 64

  /// - Parameters:
  ///   - steps: how often matching may go on from one place (PCRE2's match limit).
  ///   - depth: how deep backtracking may nest.
  ///   - heap: working memory in KiB.
  public init(steps: Int = 500_000, depth: Int = 10_000, heap: Int = 8_192) {
    data = pcre2_match_data_create_8(Self.groupLimit, nil)
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
    guard let context else { return }
    pcre2_set_match_limit_8(context, UInt32(clamping: steps))
    pcre2_set_depth_limit_8(context, UInt32(clamping: depth))
    pcre2_set_heap_limit_8(context, UInt32(clamping: heap))
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  deinit {
    if let data { pcre2_match_data_free_8(data) }
    if let context { pcre2_match_context_free_8(context) }
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// The first match that lies in the window. Assertions see the bytes before the window, and none after it.
  ///
  /// - Parameter lastStart: the match begins here or before.
  public func firstMatch(
    of pattern: Pattern, in bytes: [UInt8], window: Range<Int>? = nil, lastStart: Int? = nil
  ) -> Result {
    let window = (window ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    let compiled: CompiledPattern
    do { compiled = try pattern.code() } catch { return .gaveUp(error) }
    guard let data, let context else { return .gaveUp(.limit("memory")) }
    pcre2_set_offset_limit_8(context, lastStart.map { max($0, window.lowerBound) } ?? window.upperBound)
    // PCRE2 wants an address even for a text of no bytes.
    let status = bytes.withUnsafeBufferPointer { buffer in
      withUnsafePointer(to: UInt8(0)) { empty in
        pcre2_match_8(
          compiled.code, buffer.baseAddress ?? empty, window.upperBound, window.lowerBound, 0, data, context)
      }
    }
    if status == PCRE2_ERROR_NOMATCH { return .none }
    guard status >= 0 else { return .gaveUp(Self.error(status)) }
    // 0 says that there are more groups than room.
    let count = status == 0 ? Int(Self.groupLimit) : Int(status)
    return .match(Match(groups: groups(count), names: compiled.groups))
  }

  /// Calls `body` with each match in the window, from left to right; they do not overlap. Gives the reason when matching
  /// was given up before the window's end.
  public func forEachMatch(
    of pattern: Pattern, in bytes: [UInt8], window: Range<Int>? = nil, _ body: (Match) -> Void
  ) -> PatternError? {
    let window = (window ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    var start = window.lowerBound
    while start <= window.upperBound {
      switch firstMatch(of: pattern, in: bytes, window: start..<window.upperBound) {
      case .none: return nil
      case .gaveUp(let error): return error
      case .match(let match):
        body(match)
        start = max(match.range.upperBound, match.range.lowerBound + 1)
      }
    }
    return nil
  }

  private func groups(_ count: Int) -> [Range<Int>?] {
    guard let offsets = pcre2_get_ovector_pointer_8(data) else { return [] }
    return (0..<count).map { group in
      let start = offsets[2 * group]
      let end = offsets[2 * group + 1]
      // `\K` in an assertion can put a start after its end.
      return start == Int(bitPattern: ~0) || end < start ? nil : Int(start)..<Int(end)
    }
  }

  private static func error(_ status: Int32) -> PatternError {
    switch status {
    case PCRE2_ERROR_MATCHLIMIT: .limit("step")
    case PCRE2_ERROR_DEPTHLIMIT: .limit("depth")
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_NOMEMORY: .limit("memory")
    case PCRE2_ERROR_JIT_STACKLIMIT: .limit("stack")
    default: .limit("PCRE2 (\(status))")
    }
  }
}
