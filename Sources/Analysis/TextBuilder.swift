import Syntax

/// Collects the value of a string piece by piece.
struct TextBuilder {
  private(set) var bytes: [UInt8] = []
  private(set) var segments: [EmbeddedText.Segment] = []
  private(set) var holes: [Node] = []
  /// The literals that gave their text, in order.
  private(set) var literals: [Node] = []

  /// Bytes that stand in the file as they are.
  mutating func append(_ verbatim: ArraySlice<UInt8>, at start: Int) {
    guard !verbatim.isEmpty else { return }
    segments.append(
      .init(valueStart: UInt32(clamping: bytes.count), host: TextRange(start, start + verbatim.count)))
    bytes += verbatim
  }

  /// Bytes that an escape in the file stands for.
  mutating func append(_ value: [UInt8], for host: TextRange) {
    guard !value.isEmpty else { return }
    segments.append(.init(valueStart: UInt32(clamping: bytes.count), host: host))
    bytes += value
  }

  mutating func appendHole(_ expression: Node, at host: TextRange) {
    segments.append(.init(valueStart: UInt32(clamping: bytes.count), host: host))
    bytes.append(EmbeddedText.hole)
    holes.append(expression)
  }

  mutating func append(_ other: TextBuilder) {
    let offset = UInt32(clamping: bytes.count)
    for segment in other.segments {
      segments.append(.init(valueStart: segment.valueStart + offset, host: segment.host))
    }
    bytes += other.bytes
    holes += other.holes
    literals += other.literals
  }

  mutating func note(_ literal: Node) { literals.append(literal) }

  /// The value's own bytes at a range of it, with the places where they stand.
  mutating func append(_ range: Range<Int>, of text: EmbeddedText, holes: ArraySlice<Node>) {
    for piece in text.pieces(range) {
      segments.append(.init(valueStart: UInt32(clamping: bytes.count), host: piece.host))
      bytes += text.bytes[piece.value]
    }
    self.holes += holes
  }

  func text(host: Node) -> EmbeddedText {
    EmbeddedText(bytes: bytes, host: host, holes: holes, segments: segments)
  }
}
