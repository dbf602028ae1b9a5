import Foundation
import Testing

@Suite struct ReadmeTests {
  private static let readme = (try? String(
    contentsOf: Premortem.repository.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  @Test func premortemFindsNothingInItsOwnRepository() throws {
    let script = """
      cd '\(Premortem.repository.path)'
      exec "$premortem" --format concise Sources Rules Tests *.md Makefile $(find Samples -name 'good*')
      """
    let run = try Premortem.shell(script, in: Folder())
    #expect(run.output.isEmpty)
    #expect(run.status == 0)
  }

  @Test func theExamplesOfSuppressionSuppress() throws {
    let parts = Self.readme.split(separator: "```sql\n", maxSplits: 1)
    let sql = try #require(parts.last?.split(separator: "```").first)
    let folder = try Folder(["a.sql": String(sql)])
    #expect(try Premortem("a.sql", in: folder).status == 0)
    #expect(try Premortem("--no-ignores", "a.sql", in: folder).status == 1)
  }

  @Test func premortemFindsNothingInItself() throws {
    let script = "cd '\(Premortem.repository.path)' && $premortem --format concise *.md Makefile Package.swift Sources Rules Tests"
    let run = try Premortem.shell(script, in: Folder())
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func theHookStopsACommit() throws {
    let hook = try #require(Self.readme.split(separator: "```sh\n#!/bin/sh\n").last?.split(separator: "```").first)
    let folder = try Folder(["a b.sql": blockingIndex, "c.sql": cleanSQL, "hook": "#!/bin/sh\n\(hook)"])
    try folder.write("image.png", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0])
    let script = """
      mkdir bin; ln -s "$premortem" bin/premortem; PATH="$PWD/bin:$PATH"
      git init -q . && mv hook .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
      commit() { git -c user.name=n -c user.email=e commit -q -m m; echo $?; }
      git add image.png c.sql; commit
      git add 'a b.sql'; rm 'a b.sql'; commit
      """
    let run = try Premortem.shell(script, in: folder)
    #expect((run.output + run.errors).contains("[lock/index-not-concurrent]"))
    #expect(run.lines.filter { $0.count == 1 } == ["0", "1"])
  }
}
