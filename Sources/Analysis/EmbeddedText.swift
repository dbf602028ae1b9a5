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

  /// The runs that a range of the value is made of: the bytes of the value and where they stand in the file.
  func pieces(_ range: Range<Int>) -> [(value: Range<Int>, host: TextRange)] {
    guard !range.isEmpty, let first = segment(at: UInt32(clamping: range.lowerBound)) else { return [] }
    var pieces: [(value: Range<Int>, host: TextRange)] = []
    for index in first..<segments.count {
      let start = max(Int(segments[index].valueStart), range.lowerBound)
      let end = min(valueEnd(index), range.upperBound)
      guard start < end else { break }
      var host = segments[index].host
      if isVerbatim(index) {
        let from = Int(host.start) + start - Int(segments[index].valueStart)
        host = TextRange(from, from + end - start)
      }
      pieces.append((start..<end, host))
    }
    return pieces
  }

  /// The same text seen from the file that holds another embedded text, in whose value this one stands.
  public func placed(in outer: EmbeddedText) -> EmbeddedText {
    var placed: [Segment] = []
    for (index, segment) in segments.enumerated() {
      guard isVerbatim(index) else {
        placed.append(Segment(valueStart: segment.valueStart, host: outer.hostRange(segment.host)))
        continue
      }
      for piece in outer.pieces(segment.host.indices) {
        let start = segment.valueStart + UInt32(clamping: piece.value.lowerBound) - segment.host.start
        placed.append(Segment(valueStart: start, host: piece.host))
      }
    }
    return EmbeddedText(bytes: bytes, host: outer.host, holes: holes, segments: placed)
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
