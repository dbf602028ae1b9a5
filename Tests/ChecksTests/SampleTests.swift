import Checks
import Syntax
import Testing

@testable import Linter

/// `Samples/README.md` says how samples are marked.
@Suite struct SampleTests {
  static let paths = Repository.files(under: "Samples").filter { $0.split(separator: "/").count > 2 }
  static let incidents = Set(paths.map { String($0.split(separator: "/")[1]) }).sorted()

  @Test(arguments: incidents)
  func theFindingsAreTheMarkedOnes(incident: String) throws {
    for path in Self.paths where path.hasPrefix("Samples/\(incident)/") {
      let sample = try Sample(path: path)
      let linter = try Self.linter(for: sample.rule)
      let disagreements = sample.disagreements(with: linter.lint(sample.source).findings)
      #expect(disagreements.isEmpty, "\n\(disagreements.joined(separator: "\n"))")
    }
  }

  @Test func badSamplesHoldFindingsOfTheirRuleAndGoodOnesNone() throws {
    for path in Self.paths {
      let sample = try Sample(path: path)
      switch sample.role {
      case "bad": #expect(sample.marks.contains { $0.rule == sample.rule }, "\(path)")
      case "good": #expect(sample.marks.allSatisfy { $0.isNote }, "\(path)")
      case "nasty": break
      default: Issue.record("\(path): is neither bad, good nor nasty")
      }
    }
  }

  @Test func samplesAndRulesAreComplete() throws {
    for path in Self.paths {
      let sample = try Sample(path: path)
      let unknown = ([sample.rule] + sample.marks.map(\.rule)).filter { Rulebook.rule($0) == nil }
      #expect(unknown.isEmpty, "\(path) names no rule: \(unknown)")
    }
    let names = Set(Self.paths.map { $0.split(separator: "/").dropFirst().prefix(3).joined(separator: "/") })
    for check in Rulebook.checks {
      for role in ["bad", "good"] {
        #expect(
          names.contains { $0.hasPrefix("\(check.rule)/\(role)") }, "Samples/\(check.rule) has no \(role) sample")
      }
    }
  }

  /// The examples of `premortem explain`.
  @Test func examplesAreFoundWhereBadAndSilentWhereGood() throws {
    let linter = Linter(Rulebook.rules)
    for rule in Rulebook.rules {
      for example in rule.examples {
        let source = Source(
          path: "example", language: example.language, bytes: Array(example.text.utf8))
        let findings = linter.lint(source).findings.filter { $0.rule == rule.id }
        #expect(findings.isEmpty != example.isBad, "\(rule.id):\n\(example.text)")
      }
    }
  }

  /// With the rules that are on by themselves, and the one that the sample is about.
  private static func linter(for rule: String) throws -> Linter {
    if Rulebook.rule(rule)?.isOn ?? true { return byDefault }
    return Linter(try Rulebook.select(["default", rule]))
  }

  private static let byDefault = Linter(Rulebook.rules.filter(\.isOn))
}

/// The runner itself.
@Suite struct SampleMarkTests {
  @Test func aMarkStandsForTheNextLine() {
    let sample = Sample(
      path: "Samples/lock/x/bad.sql",
      bytes: Array(
        """
        -- a comment about finds: nothing
        -- finds: lock/a, lock/b
        -- notes: lock/c
        CREATE INDEX;
        """.utf8))
    #expect(sample.rule == "lock/x")
    #expect(sample.role == "bad")
    #expect(sample.source.language == .sql)
    #expect(sample.marks.map(\.rule) == ["lock/a", "lock/b", "lock/c"])
    #expect(sample.marks.allSatisfy { $0.line == 4 })
    #expect(sample.marks.map(\.isNote) == [false, false, true])
  }

  @Test func everyCommentStyleCanMark() {
    for comment in ["# finds: a/b", "  // finds: a/b", "/* finds: a/b */", "<!-- finds: a/b -->", "\t-- finds: a/b"] {
      #expect(Sample(path: "Samples/a/b/bad.txt", bytes: Array("\(comment)\nx\n".utf8)).marks.count == 1)
    }
  }

  @Test func disagreementsAreBothWays() {
    let sample = Sample(
      path: "Samples/lock/x/bad.sql", bytes: Array("-- finds: lock/x\nA;\n-- finds: lock/x\nB;\n".utf8))
    func finding(_ offset: Int, _ severity: Severity = .error) -> Finding {
      Finding(
        rule: "lock/x", severity: severity, confidence: .high, path: sample.path,
        range: TextRange(offset, offset + 1), message: "m", help: "h")
    }
    #expect(sample.disagreements(with: [finding(17), finding(37)]).isEmpty)
    #expect(
      sample.disagreements(with: [finding(17), finding(17)]) == [
        "Samples/lock/x/bad.sql:2: found and not marked: error lock/x: m",
        "Samples/lock/x/bad.sql:4: marked and not found: lock/x",
      ])
    #expect(sample.disagreements(with: [finding(17, .note), finding(37)]).count == 2)
  }
}
