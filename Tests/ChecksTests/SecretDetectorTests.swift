import Languages
import Matching
import Syntax
import Testing

@testable import Checks

let secretRules = Rulebook.rules.filter { $0.incident == "secret" }
let secretDetectors = Rulebook.detectors(of: secretRules)
let secretScanner = SecretScanner(secretRules)

/// What a file with this text is found to hold.
func secrets(_ text: String, path: String = "src/app.conf") -> [Finding] {
  let languages: [Substring: Language] = ["py": .python, "js": .javascript, "ts": .typescript, "sql": .sql]
  let language = languages[path.split(separator: ".").last ?? ""] ?? .text
  let source = Source(path: path, language: language, bytes: Array(text.utf8))
  let tree = frontEnd(for: language)?.parse(source)
  let report = secretScanner.scan(source, tree: tree, matcher: Matcher())
  #expect(report.failures.isEmpty)
  return report.findings
}

/// `rule severity` of each finding.
func secretKinds(_ text: String, path: String = "src/app.conf") -> [String] {
  secrets(text, path: path).map { "\($0.rule.dropFirst("secret/".count)) \($0.severity)" }
}

@Suite struct SecretDetectorTests {
  @Test func everyDeclarationIsUnderstood() throws {
    for document in Rulebook.documents(under: "secret") {
      guard let detect = document.document("detect"), let rule = Rulebook.rule(document.id) else { continue }
      let detector = try Detector(rule: rule, settings: Rulebook.settings(of: detect))
      #expect(!detector.generate.isEmpty, "\(rule.id)")
      #expect(!detector.impact.isEmpty, "\(rule.id)")
      if case .form(let form) = detector.method { try form.pattern.validate() }
    }
    #expect(
      secretDetectors.count == Rulebook.documents(under: "secret").count { $0.document("detect") != nil })
  }

  @Test func everyDetectorFindsWhatItDeclares() {
    for detector in secretDetectors {
      for template in detector.generate {
        var maker = SecretText()
        let missed = (0..<20).map { _ in maker.make(template) }.filter { text in
          let found = secrets(text + "\n", path: "src/settings.env")
          return found.map(\.rule) != [detector.rule.id] || found[0].severity != detector.rule.severity
        }
        #expect(missed.isEmpty, "\(detector.rule.id): \(missed.first ?? "")")
      }
    }
  }

  @Test func whatIsFilledWithOneCharacterIsAPlaceholder() {
    for detector in secretDetectors {
      for (template, filler) in detector.generate.flatMap({ [($0, "x"), ($0, "0")] }) {
        var maker = SecretText(filler: Character(filler))
        let text = maker.make(template)
        #expect(!secrets(text).contains { $0.rule == detector.rule.id }, "\(detector.rule.id): \(text)")
      }
    }
  }

  @Test func whatIsTooShortIsNoToken() {
    for detector in secretDetectors {
      guard case .form(let form) = detector.method, form.validator == nil else { continue }
      var maker = SecretText(shortening: 5)
      let text = maker.make(detector.generate[0])
      #expect(!secrets(text).contains { $0.rule == detector.rule.id }, "\(detector.rule.id): \(text)")
    }
  }

  @Test func aTokenInsideALongerWordIsNone() {
    for detector in secretDetectors {
      guard case .form(let form) = detector.method,
        form.pattern.source.hasPrefix("(?<![0-9A-Za-z])(?<secret>")
      else { continue }
      var maker = SecretText()
      let text = maker.make(detector.generate[0])
      for finding in secrets(text) where finding.rule == detector.rule.id {
        let value = Array(text.utf8)[finding.range.indices]
        let glued = "q9" + String(decoding: value, as: UTF8.self)
        #expect(!secrets(glued).contains { $0.rule == detector.rule.id }, "\(detector.rule.id): \(glued)")
      }
    }
  }

  @Test func everyRuleSaysWhatItCostsAndWhatToDo() {
    for rule in secretRules {
      #expect(rule.why.count > 60 && rule.fix.count > 40, "\(rule.id)")
      #expect(!rule.references.isEmpty, "\(rule.id)")
    }
  }
}
