import Syntax

/// The value of a string in a file, and where each of its bytes stands in that file.
///
/// Escapes and pieces of a concatenation make the two differ; an interpolation is the one byte `hole` in the value.
public struct EmbeddedText: Sendable {
  /// What stands for an interpolated expression.
  public static let hole: UInt8 = 0x01

  public let bytes: [UInt8]
  /// The string, concatenation or call that makes the value.
  public let host: Node
  /// The expressions of the holes, in order.
  public let holes: [Node]
  private let segments: [Segment]

  /// A run of value bytes that stand in the file one after the other; an escape is a segment of its own.
  public struct Segment: Sendable {
    public let valueStart: UInt32
    public let host: TextRange

    public init(valueStart: UInt32, host: TextRange) {
      self.valueStart = valueStart
      self.host = host
    }
  }

  public init(bytes: [UInt8], host: Node, holes: [Node], segments: [Segment]) {
    self.bytes = bytes
    self.host = host
    self.holes = holes
    self.segments = segments
  }

  /// Where a range of the value stands in the file.
  public func hostRange(_ range: TextRange) -> TextRange {
    guard let first = segment(at: range.start) else { return host.range }
    let start = offset(range.start, in: first)
    guard !range.isEmpty, let last = segment(at: range.end - 1) else { return TextRange(start, start) }
    let inner = offset(range.end - 1, in: last)
    // The last byte of an escape or a hole stands for all of it.
    let end = isVerbatim(last) ? inner + 1 : segments[last].host.end
    return TextRange(start, max(start, end))
  }

  private func segment(at offset: UInt32) -> Int? {
    guard !segments.isEmpty else { return nil }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].valueStart <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func isVerbatim(_ index: Int) -> Bool {
    segments[index].host.count == valueEnd(index) - Int(segments[index].valueStart)
  }

  private func valueEnd(_ index: Int) -> Int {
    index + 1 < segments.count ? Int(segments[index + 1].valueStart) : bytes.count
  }

  private func offset(_ offset: UInt32, in index: Int) -> UInt32 {
    let segment = segments[index]
    guard isVerbatim(index), offset >= segment.valueStart else { return segment.host.start }
    return min(segment.host.start + (offset - segment.valueStart), segment.host.end)
  }
}
