import Checks
import Syntax

/// Recognises files that people do not write: findings in them help nobody, the change belongs elsewhere.
enum MachineWritten {
  /// Why the walk should leave the file out; nil for a file that somebody wrote.
  static func reason(name: ArraySlice<UInt8>, language: Language, bytes: [UInt8]) -> SkipReason? {
    if lockFiles.contains(String(decoding: name, as: UTF8.self)) { return .generated }
    if saysGenerated(bytes) { return .generated }
    return isMinified(name: name, language: language, bytes: bytes) ? .minified : nil
  }

  /// Lists of exact versions and checksums.
  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "composer.lock",
    "Cargo.lock", "Gemfile.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "uv.lock", "go.sum",
    "flake.lock", "mix.lock", "Package.resolved", "packages.lock.json",
  ]

  /// Whether one of the first lines is a comment that says so in one of the two agreed forms: `@generated` alone, or
  /// `Code generated ... DO NOT EDIT.`
  private static func saysGenerated(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(2048)
    for line in head.split(omittingEmptySubsequences: true, whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(20) {
      let text = String(decoding: line, as: UTF8.self)
      var words = text.split { $0 == " " || $0 == "\t" }
      guard let opener = words.first, commentOpeners.contains(where: { opener.hasPrefix($0) }) else { continue }
      words.removeAll { $0.allSatisfy { !$0.isLetter } }
      if words == ["@generated"] { return true }
      if words.starts(with: ["Code", "generated"]), text.contains("DO NOT EDIT.") { return true }
    }
    return false
  }

  private static let commentOpeners = ["//", "#", "--", "/*", "*", "<!--", ";"]

  /// Long lines without the white space that people put between things.
  private static func isMinified(name: ArraySlice<UInt8>, language: Language, bytes: [UInt8]) -> Bool {
    let name = String(decoding: name, as: UTF8.self).lowercased()
    guard language == .javascript || language == .typescript || web.contains(where: name.hasSuffix) else {
      return false
    }
    if name.contains(".min.") || name.hasSuffix(".map") { return true }
    guard bytes.count > 10_000 else { return false }
    let head = bytes.prefix(1 << 16)
    var lines = 1
    var spaces = 0
    for byte in head {
      if byte == 0x0A { lines += 1 }
      if byte == 0x20 || byte == 0x09 || byte == 0x0A { spaces += 1 }
    }
    return head.count / lines > 500 || spaces * 100 < head.count * 7
  }

  private static let web = [".css", ".map", ".svg", ".html", ".htm"]
}
