import Checks

/// Paths as URIs: relative to a root where they lie below it, percent-encoded, slashes between names.
struct SourceURI {
  private static let slash = UInt8(ascii: "/")
  private let workingDirectory: [ArraySlice<UInt8>]?
  private let root: [ArraySlice<UInt8>]

  /// - Parameters:
  ///   - workingDirectory: absolute; nil where nobody knows it: relative paths then stay as they are.
  ///   - root: absolute.
  init(workingDirectory: FilePath?, root: FilePath?) {
    self.workingDirectory = workingDirectory?.bytes.split(separator: Self.slash)
    self.root = root?.bytes.split(separator: Self.slash) ?? []
  }

  func text(_ path: FilePath) -> String {
    let isAbsolute = path.bytes.first == Self.slash
    var names = isAbsolute ? [] : workingDirectory ?? []
    for name in path.bytes.split(separator: Self.slash) where !name.elementsEqual(".".utf8) {
      // Links were resolved before: two dots lead to the name before them.
      if name.elementsEqual("..".utf8), isAbsolute || workingDirectory != nil { _ = names.popLast() } else { names.append(name) }
    }
    let isRelative = !isAbsolute && workingDirectory == nil
    let isInside = !root.isEmpty && names.count > root.count && names.starts(with: root)
    let encoded = names.dropFirst(isInside ? root.count : 0).map(Self.encode).joined(separator: "/")
    return isRelative || isInside ? encoded : "file:///" + encoded
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
