import CPCRE2
import Synchronization

/// A regular expression in PCRE2's language, over bytes.
///
/// Making one costs nothing: it is compiled (and translated to machine code) when it is first matched, since most
/// patterns never meet their literal. It never changes, so all threads share it; each thread has its own `Matcher`.
public final class Pattern: Sendable {
  /// The expression as it was written.
  public let source: String
  private let compiled = AtomicLazyReference<CompiledPattern>()

  public init(_ source: String) {
    self.source = source
  }

  /// Compiles the pattern now: for whoever wants to know that it is well formed.
  public func validate() throws(PatternError) {
    _ = try code()
  }

  /// Two threads may both compile at first; one result is kept.
  func code() throws(PatternError) -> CompiledPattern {
    if let compiled = compiled.load() { return compiled }
    return compiled.storeIfNil(try CompiledPattern(source))
  }
}

/// Why a pattern gave no answer.
public enum PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The expression is not well formed: what is wrong, and at which byte of it.
  case invalid(message: String, offset: Int)
  /// Matching was stopped because it took more steps or memory than it may.
  case limit(String)

  public var description: String {
    switch self {
    case .invalid(let message, let offset): "\(message) at offset \(offset)"
    case .limit(let name): "stopped at its \(name) limit"
    }
  }
}

/// The result of compiling, immutable from then on.
final class CompiledPattern: @unchecked Sendable {
  let code: OpaquePointer
  /// Numbers of the groups that have a name; several when the pattern allows a name twice.
  let groups: [String: [Int]]

  init(_ source: String) throws(PatternError) {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    // `.` and `$` treat LF, CR and CRLF as the end of a line, whatever the library was built with.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    let options = UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C) | PCRE2_USE_OFFSET_LIMIT
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(source.utf8)
    let code = bytes.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, context)
    }
    guard let code else {
      throw PatternError.invalid(message: Self.message(error), offset: offset)
    }
    // A failure here leaves the interpreter, which gives the same answers.
    pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    self.code = code
    groups = Self.groupNames(code)
  }

  deinit {
    pcre2_code_free_8(code)
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = buffer.withUnsafeMutableBufferPointer {
      pcre2_get_error_message_8(error, $0.baseAddress, $0.count)
    }
    return String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
  }

  private static func groupNames(_ code: OpaquePointer) -> [String: [Int]] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [:] }
    var groups: [String: [Int]] = [:]
    for entry in 0..<Int(count) {
      // Two bytes of group number, then the name, ended by a zero.
      let start = table + entry * Int(size)
      let name = String(cString: start + 2)
      groups[name, default: []].append(Int(start[0]) << 8 | Int(start[1]))
    }
    return groups
  }
}
