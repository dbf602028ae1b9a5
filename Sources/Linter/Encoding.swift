/// What the bytes of a file are before any grammar looks at them.
enum Encoding {
  /// The bytes as UTF-8, or as whatever eight-bit encoding they are in; nil for a file that is no text.
  ///
  /// UTF-16 with a byte order mark is transcoded. More than one NUL near the start means binary: a stray one may stand
  /// in a text that somebody damaged.
  static func text(_ bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      return transcode(bytes, low: 0, high: 1)
    }
    if bytes.starts(with: [0xFE, 0xFF]) { return transcode(bytes, low: 1, high: 0) }
    return isBinary(bytes) ? nil : bytes
  }

  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    let end = min(bytes.count, 8192)
    var nulls = 0
    var controls = 0
    for index in 0..<end {
      let byte = span[index]
      if byte == 0 { nulls += 1 }
      // Controls that no text has: not BEL to CR, not ESC.
      if byte < 0x07 || (byte > 0x0D && byte < 0x20 && byte != 0x1B) || byte == 0x7F { controls += 1 }
    }
    return nulls > 1 || (controls > 8 && controls * 20 > end)
  }

  /// Each unit or pair as UTF-8; what is no valid pair, or half a unit at the end, as U+FFFD.
  private static func transcode(_ bytes: [UInt8], low: Int, high: Int) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map { index in
      UInt16(bytes[index + low]) | UInt16(bytes[index + high]) << 8
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    _ = transcodeAll(units.makeIterator(), into: &output)
    if bytes.count % 2 == 1 { output += [0xEF, 0xBF, 0xBD] }
    return output
  }

  private static func transcodeAll(
    _ units: some IteratorProtocol<UInt16>, into output: inout [UInt8]
  ) -> Bool {
    Swift.transcode(units, from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
      output.append($0)
    }
  }
}
