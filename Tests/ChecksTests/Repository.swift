import Foundation

/// The checkout that the tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Files below a folder with one of the extensions, as sorted paths from the root; any extension when none is given.
  static func files(under folder: String, _ extensions: String...) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path(percentEncoded: false))
    var paths: [String] = []
    while let name = names?.nextObject() as? String {
      guard names?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      let type = name.split(separator: "/").last.map { $0.split(separator: ".").last ?? "" } ?? ""
      if extensions.isEmpty || extensions.contains(String(type)) { paths.append(folder + "/" + name) }
    }
    return paths.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}
