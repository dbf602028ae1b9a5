import Checks

/// The `.gitignore` files that hold for one directory: its own and those of the directories around it, up to the
/// root of the repository.
struct IgnoreRules: Sendable {
  /// Outermost first.
  private var files: [IgnoreFile] = []

  /// Larger ignore files than this do not count: no person wrote them.
  private static let reader = FileReader(sizeLimit: 1 << 20)

  init() {}

  /// The rules that hold in a directory, read from the root of its repository down to the directory above it.
  ///
  /// - Parameter directory: resolved.
  init(above directory: FilePath) {
    let names = directory.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
    guard let rootDepth = Self.rootDepth(names) else { return }
    let root = Self.path(names.prefix(rootDepth))
    add(root.appending(Array(".git/info/exclude".utf8)), depth: rootDepth)
    for depth in rootDepth..<max(names.count, rootDepth) {
      add(Self.path(names.prefix(depth)).appending(Self.fileName), depth: depth)
    }
  }

  /// The rules with those of a directory's own file.
  ///
  /// - Parameter depth: how many names the directory's path has.
  func entering(_ directory: FilePath, depth: Int) -> IgnoreRules {
    var rules = self
    rules.add(directory.appending(Self.fileName), depth: depth)
    return rules
  }

  /// Whether the last pattern that matches, of the innermost file with a match, leaves the entry out.
  ///
  /// - Parameter path: the names from the root of the file system.
  func ignores(_ path: [[UInt8]], isDirectory: Bool) -> Bool {
    for file in files.reversed() {
      if let verdict = file.verdict(path[file.depth...], isDirectory: isDirectory) { return verdict }
    }
    return false
  }

  static let fileName = Array(".gitignore".utf8)

  private mutating func add(_ path: FilePath, depth: Int) {
    guard case .bytes(let bytes, _) = Self.reader.read(path, .found) else { return }
    let file = IgnoreFile(bytes, depth: depth)
    if !file.isEmpty { files.append(file) }
  }

  /// How many names lead to the directory that holds `.git`.
  private static func rootDepth(_ names: [[UInt8]]) -> Int? {
    for depth in stride(from: names.count, through: 0, by: -1) {
      if path(names.prefix(depth)).appending(Array(".git".utf8)).status != nil { return depth }
    }
    return nil
  }

  private static func path(_ names: ArraySlice<[UInt8]>) -> FilePath {
    FilePath(Array("/".utf8) + names.joined(separator: "/".utf8))
  }
}

/// The patterns of one ignore file.
private struct IgnoreFile: Sendable {
  let depth: Int
  private var patterns: [IgnorePattern] = []
  /// Patterns that are a plain name, by that name; the others have to be tried.
  private var byName: [[UInt8]: [Int]] = [:]
  private var others: [Int] = []

  init(_ bytes: [UInt8], depth: Int) {
    self.depth = depth
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for line in text.split(separator: 0x0A) {
      guard let pattern = IgnorePattern(line: line) else { continue }
      if let name = pattern.plainName {
        byName[name, default: []].append(patterns.count)
      } else {
        others.append(patterns.count)
      }
      patterns.append(pattern)
    }
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// What the last pattern that matches says; nil when none does.
  func verdict(_ path: ArraySlice<[UInt8]>, isDirectory: Bool) -> Bool? {
    guard let name = path.last else { return nil }
    let applies = { (index: Int) in isDirectory || !patterns[index].isDirectoryOnly }
    let named = byName[name]?.last(where: applies)
    let other = others.last { applies($0) && $0 > (named ?? -1) && patterns[$0].matches(path) }
    guard let last = other ?? named else { return nil }
    return !patterns[last].isNegated
  }
}
