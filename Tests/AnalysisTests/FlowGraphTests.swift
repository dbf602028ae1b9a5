import Analysis
import Languages
import Syntax
import Testing

/// What may run after what, as text: one point a line, joins left out, `!` before where a failure leads.
@Suite struct FlowGraphTests {
  @Test func aFailureLeavesByTheFinallyBlock() {
    #expect(
      flow(
        """
        conn = connect()
        try:
            use(conn)
        finally:
            conn.close()
        """) == """
        entry: connect()
        conn = connect(): use(conn)
        conn.close()#1: raise !raise
        conn.close()#2: exit !raise
        connect(): conn = connect() !raise
        use(conn): conn.close()#2 !conn.close()#1
        """)
  }

  @Test func aReturnRunsTheFinallyBlocksAroundIt() {
    #expect(
      flow(
        """
        try:
            try:
                return a()
            finally:
                b()
        finally:
            c()
        """) == """
        entry: a()
        a(): return a() !b()#1
        b()#1: c()#1 !c()#1
        b()#2: c()#2 !c()#1
        c()#1: raise !raise
        c()#2: exit !raise
        return a(): b()#2
        """)
  }

  @Test func aBareHandlerTakesEverythingAndATypedOneDoesNot() {
    #expect(
      flow(
        """
        try:
            a()
        except KeyError:
            b()
        """) == """
        entry: a()
        a(): exit !except KeyError:
        b(): exit !raise
        except KeyError:: b() raise
        """)
    #expect(
      flow(
        """
        try:
            a()
        except Exception:
            b()
        else:
            c()
        """) == """
        entry: a()
        a(): c() !except Exception:
        b(): exit !raise
        c(): exit !raise
        except Exception:: b()
        """)
  }

  @Test func aWithIsLeftOnEveryWayOut() {
    #expect(
      flow(
        """
        with a() as x:
            if x:
                return 1
            b()
        """) == """
        entry: a()
        a(): enter a() as x !raise
        b(): leave a() as x#3 !leave a() as x#2
        enter a() as x: x !raise
        leave a() as x#1: exit !raise
        leave a() as x#2: raise !raise
        leave a() as x#3: exit !raise
        return 1: leave a() as x#1
        x: return 1 b()
        """)
  }

  @Test func suppressedFailuresGoOnAfterTheWith() {
    #expect(
      flow(
        """
        with suppress(OSError):
            a()
        b()
        """).contains("leave suppress(OSError)#1: b() raise !raise"))
  }

  @Test func loopsEndWhereTheyAreDoneOrLeft() {
    #expect(
      flow(
        """
        for x in xs:
            if a(): continue
            if b(): break
        else:
            c()
        """) == """
        entry: for x in xs:
        a(): a()? !raise
        a()?: for x in xs: b()
        b(): b()? !raise
        b()?: exit for x in xs:
        c(): exit !raise
        for x in xs:: a() c() !raise
        """)
    #expect(!flow("while True:\n    a()\nb()").contains("exit"))
  }

  @Test func conditionsBranchWhereTheyShortCut() {
    #expect(
      flow("if a and not b: c()") == """
        entry: a
        a: b exit
        b: c() exit
        c(): exit !raise
        """)
    #expect(
      flow("x = a or c()") == """
        entry: a
        a: c() x = a or c()
        c(): x = a or c() !raise
        x = a or c(): exit
        """)
  }

  @Test func anAssertionAndTheEndOfTheProcessAreNoWaysOut() {
    #expect(
      flow("assert a\nif b: stop()\nc()") == """
        entry: a
        a: b
        b: stop() c()
        c(): exit !raise
        stop():
        """)
  }

  @Test func aCaseThatFitsEverythingEndsTheMatch() {
    #expect(
      flow("match x:\n    case 1: a()\n    case _: b()") == """
        entry: case 1: a()
        a(): exit !raise
        b(): exit !raise
        case 1: a(): a() case _: b()
        case _: b(): b()
        """)
  }

  @Test func comprehensionsAreLoopsAndLambdasAreNot() {
    #expect(
      flow("[f(x) for x in xs if x]") == """
        entry: for x in xs if x
        [f(x) for x in xs if x]: for x in xs if x
        f(x): [f(x) for x in xs if x] !raise
        for x in xs if x: x exit !raise
        x: for x in xs if x f(x)
        """)
    #expect(
      flow("g = lambda: f()") == """
        entry: lambda: f()
        g = lambda: f(): exit
        lambda: f(): g = lambda: f()
        """)
  }

  @Test func deepAndLongTextIsLaidOutInLinearSize() {
    var nested = ""
    for depth in 0..<40 {
      let indent = String(repeating: " ", count: depth)
      nested += "\(indent)try:\n\(indent) a()\n\(indent)finally:\n"
    }
    nested += String(repeating: " ", count: 40) + "b()\n"
    let tangled = graph(nested)
    #expect(tangled.points.count < 20_000)
    #expect(!tangled.isComplete)

    let chain = "x = a" + String(repeating: ".b()", count: 5000)
    #expect(graph(chain).points.count > 5000)
    let terms = "x = a" + String(repeating: " or f()", count: 5000)
    #expect(graph(terms).points.count > 5000)
    var branches = "if a0: f()\n"
    for number in 1..<3000 { branches += "elif a\(number): f()\n" }
    #expect(graph(branches).points.count > 6000)
  }

  // MARK: Text

  private func graph(_ body: String) -> FlowGraph {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    let text = "def f():\n" + lines.map { "  \($0)" }.joined(separator: "\n") + "\n"
    let tree = Python.parse(Source(path: "f.py", language: .python, bytes: Array(text.utf8)))
    kept.append(tree)
    guard let function = tree.root.children.first(where: { $0.kind == .function }) else {
      return FlowGraph(of: tree.root) { _ in .mayRaise }
    }
    return FlowGraph(of: function) { $0.text == "stop()" ? .endsProcess : .mayRaise }
  }

  /// Nodes do not keep their tree.
  private let kept = Trees()

  private final class Trees: @unchecked Sendable {
    private var trees: [Tree] = []
    func append(_ tree: Tree) { trees.append(tree) }
  }

  private func flow(_ body: String) -> String {
    let graph = graph(body)
    func name(_ point: Int) -> String {
      let node = graph.points[point].node
      let line = String(node.text.prefix { $0 != "\n" })
      let kind = graph.points[point].kind
      let text =
        switch kind {
        case .entry, .exit, .raise: "\(kind)"
        case .enter, .leave: "\(kind) \(line)"
        case .condition: node.kind == .call ? line + "?" : line
        default: line
        }
      let copies = graph.points(of: node).filter { graph.points[$0].kind == kind && reached.contains($0) }
      guard copies.count > 1, let place = copies.firstIndex(of: point) else { return text }
      return "\(text)#\(place + 1)"
    }
    /// The points that follow, through the joins.
    func targets(_ point: Int, _ exceptional: Bool) -> [Int] {
      var found: [Int] = []
      var seen: Set<Int> = []
      func follow(_ target: Int) {
        guard seen.insert(target).inserted else { return }
        guard graph.points[target].kind == .join else { return found.append(target) }
        for edge in graph.edges(from: target) { follow(edge.target) }
      }
      for edge in graph.edges(from: point) where (edge.kind == .raises) == exceptional { follow(edge.target) }
      return found
    }
    var reached: Set<Int> = []
    var waiting = [FlowGraph.entry]
    while let point = waiting.popLast() {
      guard reached.insert(point).inserted else { continue }
      waiting += graph.edges(from: point).map(\.target)
    }
    let shown = reached.filter { graph.points[$0].kind != .join && $0 != FlowGraph.exit && $0 != FlowGraph.raise }
    let lines = shown.map { point in
      let next = targets(point, false).map(name) + targets(point, true).map { "!" + name($0) }
      return (point == FlowGraph.entry ? "" : name(point), "\(name(point)): \(next.joined(separator: " "))")
    }
    return lines.sorted { $0.0 < $1.0 }.map { $0.1.last == " " ? String($0.1.dropLast()) : $0.1 }
      .joined(separator: "\n")
  }
}
