/// A half-open range of byte offsets in one source.
public struct TextRange: Hashable, Sendable {
  public var start: UInt32
  public var end: UInt32

  public init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = max(start, end)
  }

  public init(_ start: Int, _ end: Int) {
    self.init(UInt32(clamping: start), UInt32(clamping: end))
  }

  /// Length in bytes.
  public var count: Int { Int(end - start) }
  public var isEmpty: Bool { start == end }
  public var indices: Range<Int> { Int(start)..<Int(end) }

  public func contains(_ offset: UInt32) -> Bool { start <= offset && offset < end }
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
}
