import Checks
import Testing

/// What `Sources/README.md` promises about the code.
@Suite struct HouseRules {
  @Test func filesAreShort() {
    for file in SwiftSource.all {
      let limit = Self.isRule(file) ? 200 : 520
      #expect(file.lines.count <= limit, "\(file.path) has \(file.lines.count) lines of at most \(limit)")
    }
  }

  @Test func targetsImportWhatTheMapSays() throws {
    let map = try Self.importsByTarget()
    for file in SwiftSource.all {
      let allowed = try #require(map[file.target], "\(file.target) is not in the map of Sources/README.md")
      let imports = file.lines.filter { $0.contains("import ") }.compactMap { $0.firstMatch(of: /^\s*(?:@testable )?import (?:\w+ )??(\w+)/) }
      for name in imports.map({ String($0.1) }) {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func nothingThatTrapsOnPurpose() {
    expectNo(/\b(?:try|as)!|[\w\])]!(?![=\w])/, mark: "!", in: SwiftSource.all)
  }

  @Test func unsafePointersHaveTheirPlaces() {
    let places = ["Sources/Syntax/Tree", "Sources/Syntax/Node.swift", "Sources/Matching/", "Sources/YAML/"]
    let others = SwiftSource.all.filter { file in
      !places.contains(where: file.path.hasPrefix) && !Self.isSystemEdge(file)
    }
    expectNo(/Unsafe\w*(?:Pointer|Bytes)|OpaquePointer|Unmanaged/, mark: "n", in: others)
  }

  @Test func onlyTheCommandPrints() {
    let others = SwiftSource.all.filter { !["premortem", "embed-rules"].contains($0.target) }
    expectNo(/\b(?:print|puts|fputs|putchar|fwrite)\(/, mark: "(", in: others)
  }

  @Test func aRuleUsesNoOtherRule() {
    let rules = SwiftSource.all.filter(Self.isRule)
    let types = Set(rules.map { $0.name.dropLast(".swift".count) })
    for rule in rules {
      let used = rule.lines.flatMap { $0.matches(of: /\b([A-Z]\w*)\./).map(\.1) }
      let others = types.intersection(used).subtracting([rule.name.dropLast(".swift".count)])
      #expect(others.isEmpty, "\(rule.path)")
    }
  }

  // MARK: Help

  private func expectNo(_ pattern: Regex<Substring>, mark: Character, in files: [SwiftSource]) {
    for file in files {
      for line in file.lines(matching: pattern, mark: mark) { Issue.record("\(file.path):\(line)") }
    }
  }

  private static func isRule(_ file: SwiftSource) -> Bool {
    let folders = file.path.split(separator: "/")
    return folders.count > 3 && folders[1] == "Checks" && Rulebook.incidents.contains(String(folders[2]))
  }

  /// Files of Linter, the command and the build tool that speak to the system.
  private static func isSystemEdge(_ file: SwiftSource) -> Bool {
    file.lines.contains { $0.hasPrefix("import Glibc") || $0.hasPrefix("  import Glibc") }
  }

  /// What the table of targets allows: the imports in a target's row, and what those import.
  private static func importsByTarget() throws -> [String: Set<String>] {
    var rows: [String: Set<String>] = [:]
    for line in try Repository.text("Sources/README.md").split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      for name in words(cells[1]) { rows[name] = words(cells[3]) }
    }
    var map = rows
    for target in rows.keys {
      var reached = rows[target, default: []]
      while case let next = reached.reduce(reached, { $0.union(modules(rows[$1])) }), next != reached { reached = next }
      map[target] = reached
    }
    return map
  }

  /// A system module is not passed on.
  private static func modules(_ imports: Set<String>?) -> Set<String> {
    (imports ?? []).subtracting(["Glibc", "Darwin", "Dispatch", "Synchronization", "CPCRE2", "CYAML"])
  }

  private static func words(_ cell: Substring) -> Set<String> {
    Set(cell.matches(of: /`([\w-]+)`/).map { String($0.1) })
  }
}
