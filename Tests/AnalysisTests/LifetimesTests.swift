import Languages
import Syntax
import Testing

@testable import Analysis

/// What becomes of `x = take()`, in a vocabulary of its own.
struct LifetimesTests {
  @Test(arguments: [
    ("x = take(); x.give()", "-"),
    ("x = take()", "never"),
    ("take()", "dropped"),
    ("x = take(); x.rows(); x.give()", "-"),
    ("x = take(); work(); x.give()", "fails at work()"),
    ("x = take()\ntry: work()\nfinally: x.give()", "-"),
    ("x = take()\nwith x: work()", "-"),
    ("with take() as x: work()", "-"),
    ("x = take()\nif work(): return\nx.give()", "skipped at return"),
    ("x = take()\ntry: work()\nexcept E: x.give(); return\nx.give()", "fails at work()"),
    ("x = take()\ntry: work()\nexcept Exception: x.give(); raise\nx.give()", "-"),
    ("while a: x = take()", "overwritten"),
    ("for a in b:\n  x = take()\n  x.give()", "-"),
  ])
  func aResourceIsReleasedOnEveryPath(_ body: String, _ fate: String) {
    #expect(Self.fate(body) == fate)
  }

  @Test(arguments: [
    "x = take(); return x", "return take()", "x = take(); self.x = x", "self.x = take()", "x = take(); xs.append(x)",
    "x = take(); unknown(x)", "unknown(take())", "x = take(); yield x", "global x; x = take()",
    "x = take(); return [x]", "x = take(); return lambda: x", "x = take(); y = x; return y",
    "x = take()\ndef inner(): x.give()\nreturn inner", "x = take(); return (row for row in x.rows())",
    "x = take(); return x.rows()", "xs = [take() for i in y]", "x = take(); keep(x.give)",
    "x = take(); stack.enter_context(x)",
  ])
  func whatEscapesIsSomebodyElses(_ body: String) {
    #expect(Self.fate(body) == "-")
  }

  @Test(arguments: [
    ("x = None\ntry:\n  x = take()\nfinally:\n  if x: x.give()", "-"),
    ("x = take()\ntry: work()\nfinally:\n  if x is not None: x.give()", "-"),
    ("x = take()\ntry: work()\nfinally:\n  if not x.closed: x.give()", "-"),
    ("x = take()\ntry: work()\nfinally:\n  if other: x.give()", "skipped"),
    ("mine = False\nif a:\n  x = take(); mine = True\nif mine: x.give()", "-"),
    ("if a: x = take()\nelse: x = b\nif a: x.give()", "-"),
    ("if a: x = take()\na = work()\nif a: x.give()", "skipped"),
    ("x = b if b else take()\nif x is not b: x.give()", "-"),
    ("if (x := take()) is not None: x.give()", "-"),
  ])
  func conditionsThatGoWithTheResourceAreUnderstood(_ body: String, _ fate: String) {
    #expect(Self.fate(body) == fate)
  }

  @Test func functionsOfTheFileAreLookedInto() {
    let helpers = "def end(x): x.give()\ndef peek(x): return len(x)\ndef make(): return take()\n"
    #expect(Self.fate("x = take(); end(x)", helpers) == "-")
    #expect(Self.fate("x = take(); peek(x)", helpers) == "never")
    #expect(Self.fate("x = make(); x.rows()", helpers) == "never")
    #expect(Self.fate("x = make(); end(x)", helpers) == "-")
  }

  @Test func unknownCodeOnlyBorrowsWhatIsReleasedLater() {
    #expect(Self.fate("x = take(); unknown(x); x.give()") == "fails at unknown(x)")
    #expect(Self.fate("x = take(); y = unknown(x)\nif y: x.give()") == "-")
    #expect(Self.fate("x = take(); y = Wrapper(x); x.give()") == "-")
  }

  @Test func aTransactionIsNoRelease() {
    #expect(Self.fate("with borrow() as x: work()") == "never, transaction")
    #expect(Self.fate("x = borrow()\nwith x: work()\nput(x)") == "fails at work(), transaction")
  }

  @Test func aLongRowOfFunctionsThatCallTheNextIsFollowedInPart() {
    let helpers = (0..<5000).map { "def f\($0)():\n  return f\($0 + 1)()\n" }.joined()
    #expect(Self.fate("x = take(); f0()", helpers) == "never")
  }

  @Test func manyAcquisitionsAreFollowedInLinearTime() {
    let body = (0..<400).map { "x\($0) = take()\nif a\($0): work()\n" }.joined()
    let clock = ContinuousClock()
    let time = clock.measure { _ = Self.fate(body) }
    #expect(time < .seconds(10))
  }

  // MARK: Text

  private static let vocabulary: ResourceVocabulary = {
    let resources = """
      thing: category=connection;acquired-by=m.take;released-by=give;with=releases;children=rows;harmless=rows;\
      when-dropped=kept
      loan: category=connection;acquired-by=m.borrow;taken-back-by=put;with=transaction;when-dropped=kept
      """
    var lists = ""
    for (key, value) in [
      ("borrowers", "builtins.len"), ("keepers", "enter_context"), ("harmless-calls", "builtins.len"),
      ("closed-flags", "closed"),
    ] { lists += field("=", key, value) }
    var entries = ""
    for line in resources.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      var fields = ""
      for pair in parts[1].dropFirst().split(separator: ";") {
        let sides = pair.split(separator: "=")
        fields += field("=", String(sides[0]), String(sides[1]))
      }
      entries += field(":", String(parts[0]), fields)
    }
    return ResourceVocabulary(Document.all(in: Array(field(":", "t", field(":", "resources", entries) + lists).utf8)))
  }()

  /// A field of the flattened form that documents are read from.
  private static func field(_ sort: String, _ key: String, _ payload: String) -> String {
    "\(sort) \(payload.utf8.count) \(key)\n\(payload)\n"
  }

  private static func fate(_ body: String, _ helpers: String = "") -> String {
    let lines = body.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let text = "from m import take, borrow\nfrom n import work, unknown, keep, put\n\(helpers)def f(self, a):\n\(lines)\n"
    let tree = Python.parse(Source(path: "f.py", language: .python, bytes: Array(text.utf8)))
    let lifetimes = Lifetimes(names: Names(tree), vocabulary: vocabulary)
    guard let leak = lifetimes.leaks.first else { return "-" }
    let kind =
      switch leak.kind {
      case .neverReleased: "never"
      case .dropped: "dropped"
      case .skipped(let end): end.map { "skipped at \($0.text)" } ?? "skipped"
      case .failing(let node): "fails at \(node.text)"
      case .overwritten: "overwritten"
      }
    return kind + (leak.transaction == nil ? "" : ", transaction")
  }
}
