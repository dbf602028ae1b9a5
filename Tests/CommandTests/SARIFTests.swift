import Foundation
import Testing

@testable import Report

/// `sarif-schema.py` holds the output to the schema; here is what the schema does not say.
@Suite struct SARIFTests {
  /// Values that GitHub's upload action computes.
  @Test(arguments: [
    ("", ["c129715d7a2bc9a3:1"]),
    (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    (
      " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
      [
        "8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
      ]
    ),
  ])
  func lineHashesAreGitHubs(text: String, hashes: [String]) {
    #expect(LineHash.all(in: Array(text.utf8)) == hashes)
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(LineHash.all(in: Array(windows.utf8)) == hashes)
  }

  @Test func equalLinesAreNumbered() {
    let text = String(repeating: "x\n", count: 300)
    let hashes = LineHash.all(in: Array(text.utf8))
    #expect(hashes.count == 301)
    #expect(hashes[1].hasSuffix(":2"))
    #expect(Set(hashes).count == 301)
  }

  @Test func aResultHasAllThatGitHubReads() throws {
    let folder = try Folder(["späß 1/a#b.sql": "/* \u{1F680}\t*/ CREATE INDEX i ON t (\n c);\n"])
    let log = try Self.log("--select", "lock/index-not-concurrent", in: folder)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["ruleId"] as? String == "lock/index-not-concurrent")
    #expect(result["ruleIndex"] as? Int == 0)
    #expect(result["level"] as? String == "error")
    let location = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect((location["artifactLocation"] as? [String: String])?["uri"] == "sp%C3%A4%C3%9F%201/a%23b.sql")
    #expect(location["region"] as? [String: Int] == ["startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 31])
    let prints = try #require(result["partialFingerprints"] as? [String: String])
    #expect(prints["primaryLocationLineHash"]?.hasSuffix(":1") == true)
  }

  @Test func pathsAreRelativeToTheRepository() throws {
    let folder = try Folder(["repo/db/a.sql": blockingIndex, "other.sql": blockingIndex])
    let script = "mkdir repo/.git; cd repo/db; $premortem --format sarif --select lock ../db/a.sql ../../other.sql"
    let output = try Premortem.shell(script, in: folder).output
    #expect(output.contains("\"uri\": \"db/a.sql\""))
    #expect(output.contains("\"uri\": \"file://\(folder.url.path)/other.sql\""))
  }

  @Test func aRuleHasAllThatGitHubReads() throws {
    let log = try Self.log("--select", "all", in: Folder(["a.sql": cleanSQL]))
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect((run["results"] as? [Any])?.isEmpty == true)
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    #expect(driver["semanticVersion"] as? String == "0.1.0")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.count > 20)
    for rule in rules {
      let id = try #require(rule["id"] as? String)
      for text in ["shortDescription", "fullDescription", "help"] {
        let value = (rule[text] as? [String: String])?["text"] ?? ""
        #expect(!value.isEmpty && (text == "help" || value.count <= 1024), "\(id) \(text)")
      }
      let properties = try #require(rule["properties"] as? [String: Any])
      let severity = properties["security-severity"] as? String
      #expect((severity.flatMap(Double.init) != nil) == (id.hasPrefix("secret/") || id.hasPrefix("breach/")), "\(id)")
    }
  }

  @Test func whatWasNotCheckedIsANotification() throws {
    let folder = try Folder(["a.sql": blockingIndex, "b.bin": "\0\0\0"])
    let log = try Self.log(".", "missing.sql", in: folder)
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let notifications = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    let texts = notifications.compactMap { ($0["message"] as? [String: String])?["text"] }
    #expect(texts == ["no such file or directory", "skipped 1: binary"])
  }

  private static func log(_ arguments: String..., in folder: Folder) throws -> [String: Any] {
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    let output = try Premortem.shell("$premortem --format sarif \(quoted)", in: folder).output
    return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }
}
