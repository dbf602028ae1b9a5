import Analysis
import Syntax

extension Unit {
  /// Resources that some path does not give back.
  var leaks: [Leak] { lifetimes?.leaks ?? [] }
}

extension Leak {
  /// Whether it is in a function `main`, whose end is the end of the process.
  var isInMain: Bool {
    ["main", "_main"].contains { name in function.child(Role.name)?.text == name }
  }
}

extension ResourceVocabulary {
  /// What premortem knows out of the box.
  static let embedded = ResourceVocabulary(
    Rulebook.documents(under: "vocabulary").filter { $0.keys.contains("resources") })
}
