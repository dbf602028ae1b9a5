import Checks
import Glibc

/// Finds the files below a directory, in the order of their paths, without following links or running git.
struct Walk {
  private(set) var files: [FilePath] = []
  private(set) var skipped: [SkipReason: Int] = [:]
  private(set) var problems: [Problem] = []
  private var pending: [Directory] = []
  private var visited: Set<DirectoryEntry> = []

  private struct Directory {
    let path: FilePath
    /// Names from the root of the file system.
    let names: [[UInt8]]
    let rules: IgnoreRules
  }

  private enum Kind {
    case file, directory, symbolicLink, special
  }

  mutating func walk(_ root: FilePath) {
    guard let resolved = root.resolved else {
      problems.append(Problem(root, systemError()))
      return
    }
    let names = resolved.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
    pending.append(Directory(path: root, names: names, rules: IgnoreRules(above: resolved)))
    while let directory = pending.popLast() { visit(directory) }
  }

  private mutating func visit(_ directory: Directory) {
    if let status = directory.path.status, !visited.insert(DirectoryEntry(status)).inserted { return }
    guard var entries = entries(of: directory.path) else { return }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    var rules = directory.rules
    if entries.contains(where: { $0.name == IgnoreRules.fileName }) {
      rules = rules.entering(directory.path, depth: directory.names.count)
    }
    var subdirectories: [Directory] = []
    for entry in entries {
      let names = directory.names + [entry.name]
      let path = directory.path.appending(entry.name)
      switch entry.kind {
      case .symbolicLink: skip(.symbolicLink)
      case .special: skip(.special)
      case .file:
        if rules.ignores(names, isDirectory: false) { skip(.ignored) } else { files.append(path) }
      case .directory:
        if entry.name == Array(".git".utf8) { continue }
        if rules.ignores(names, isDirectory: true) {
          skip(.ignored)
        } else if Self.isDependency(entry.name) {
          skip(.dependency)
        } else {
          subdirectories.append(Directory(path: path, names: names, rules: rules))
        }
      }
    }
    pending += subdirectories.reversed()
  }

  private mutating func skip(_ reason: SkipReason) { skipped[reason, default: 0] += 1 }

  private mutating func entries(of path: FilePath) -> [(name: [UInt8], kind: Kind)]? {
    guard let stream = path.withCString({ opendir($0) }) else {
      problems.append(Problem(path, systemError()))
      return nil
    }
    defer { closedir(stream) }
    var entries: [(name: [UInt8], kind: Kind)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      entries.append((name, Self.kind(entry.pointee.d_type, path.appending(name))))
    }
    if errno != 0 { problems.append(Problem(path, systemError())) }
    return entries
  }

  private static func kind(_ type: UInt8, _ path: FilePath) -> Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .directory
    case Int(DT_LNK): return .symbolicLink
    case Int(DT_UNKNOWN): break
    default: return .special
    }
    switch (path.status?.st_mode ?? 0) & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    case S_IFLNK: return .symbolicLink
    default: return .special
    }
  }

  /// Directories that hold what was installed or built, whatever git thinks of them.
  private static func isDependency(_ name: [UInt8]) -> Bool {
    dependencyDirectories.contains(String(decoding: name, as: UTF8.self))
  }

  private static let dependencyDirectories: Set<String> = [
    "node_modules", "bower_components", "jspm_packages", "vendor", "third_party",
    "venv", ".venv", "virtualenv", "site-packages", "__pycache__", ".tox", ".nox", ".eggs",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", "dist", "build", "target", ".build", ".gradle",
    ".next", ".nuxt", ".terraform", ".hg", ".svn", ".jj",
  ]
}
