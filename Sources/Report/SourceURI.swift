import Checks

/// A path as a URI: relative to the working directory where it lies below it, percent-encoded, slashes between names.
enum SourceURI {
  static func text(_ path: FilePath, workingDirectory: FilePath?) -> String {
    var bytes = path.bytes[...]
    let slash = UInt8(ascii: "/")
    if let directory = workingDirectory?.bytes, directory.count > 1, bytes.starts(with: directory + [slash]) {
      bytes = bytes.dropFirst(directory.count + 1)
    }
    var names = bytes.split(separator: slash)
    names.removeAll { $0.elementsEqual([UInt8(ascii: ".")]) }
    let encoded = names.map(encode).joined(separator: "/")
    return bytes.first == slash ? "file:///" + encoded : encoded
  }

  private static func encode(_ name: ArraySlice<UInt8>) -> String {
    var encoded = ""
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += "%" + Neutral.hex(UInt32(byte))
      }
    }
    return encoded
  }
}
