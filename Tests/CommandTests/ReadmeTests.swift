import Foundation
import Testing

@Suite struct ReadmeTests {
  private static let readme = (try? String(
    contentsOf: Premortem.repository.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  @Test func theExamplesOfSuppressionSuppress() throws {
    let parts = Self.readme.split(separator: "```sql\n", maxSplits: 1)
    let sql = try #require(parts.last?.split(separator: "```").first)
    let folder = try Folder(["a.sql": String(sql)])
    #expect(try Premortem("a.sql", in: folder).status == 0)
    #expect(try Premortem("--no-ignores", "a.sql", in: folder).status == 1)
  }

  @Test func theHookStopsACommit() throws {
    let hook = try #require(Self.readme.split(separator: "```sh\n#!/bin/sh\n").last?.split(separator: "```").first)
    let folder = try Folder(["a b.sql": blockingIndex, "hook": "#!/bin/sh\n\(hook)"])
    let script = """
      mkdir bin; ln -s "$premortem" bin/premortem; PATH="$PWD/bin:$PATH"
      git init -q . && mv hook .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
      git add 'a b.sql' && git -c user.name=n -c user.email=e commit -q -m m; echo $?
      """
    let run = try Premortem.shell(script, in: folder)
    #expect((run.output + run.errors).contains("[lock/index-not-concurrent]"))
    #expect(run.lines.last == "1")
  }
}
