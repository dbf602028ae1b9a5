import Syntax

/// The control flow of one function, lambda or module body: what may run after what.
///
///     conn = connect()        0 entry -> 3
///     try:                    1 exit
///       use(conn)             2 raise
///     finally:                3 call connect() -> 4, raises 2
///       conn.close()          4 assign conn = connect() -> 5
///                             5 call use(conn) -> 6, raises 8
///                             6 call conn.close() -> 1, raises 2
///                             8 call conn.close() -> propagates 2, raises 2
///
/// Points are the events of an execution in evaluation order: calls, awaits, yields, bindings, conditions, the two ends
/// of a `with`. A `finally` block stands once for each way to run through it (normal, exception, return, break,
/// continue), so a path through the graph is a path of the program. Bodies of nested functions and lambdas have graphs
/// of their own; a class body runs where it stands.
public struct FlowGraph: Sendable {
  public struct Point: Sendable {
    public let kind: Kind
    /// The construct of the event; the whole function for `entry`, `exit` and `raise`.
    public let node: Node
  }

  public enum Kind: UInt8, Sendable {
    /// Where the function begins; it ends normally; an exception leaves it.
    case entry, exit, raise
    /// Paths meet; nothing happens.
    case join
    /// Node: `call`, arguments evaluated.
    case call
    /// Node: `await`; the result is there.
    case await
    /// Node: `yield`. The caller may throw into it.
    case yield
    /// Node: `assignment` or `namedExpression`, value evaluated.
    case assign
    /// Node: an expression without `and`, `or`, `not`; edges `whenTrue`, `whenFalse`.
    case condition
    /// Node: `forLoop` or `comprehensionClause`. `whenTrue`: the target is bound to the next element.
    case iterate
    /// Node: `withItem`: entered, target bound; left, in whatever way.
    case enter, leave
    /// Node: `handler`. `whenTrue`: it takes the exception.
    case handler
    /// Node: `switchCase`. `whenTrue`: its pattern fits.
    case switchCase
    /// Node: `return`, `throw`, `delete`; its value is evaluated.
    case `return`, `throw`, delete
    /// Node: `function`, `class` or `lambda`: it is made here, and catches the names it uses.
    case define
    /// Node: `comprehension`: an element was computed.
    case element
  }

  public struct Edge: Sendable {
    public let target: Int
    public let kind: EdgeKind
  }

  public enum EdgeKind: UInt8, Sendable {
    case normal, whenTrue, whenFalse
    /// The event failed.
    case raises
    /// An exception that was under way goes on, after a `finally` or the end of a `with`.
    case propagates
    /// An exception that none of a try's handlers takes, as far as their types tell.
    case unmatched

    public var isExceptional: Bool { self == .raises || self == .propagates || self == .unmatched }
  }

  /// What a call does to the flow.
  public enum CallEffect: Sendable {
    case mayRaise
    /// Cannot fail for a reason outside the program's own logic.
    case harmless
    /// The process ends: no path goes on from here.
    case endsProcess
  }

  public static let entry = 0
  public static let exit = 1
  public static let raise = 2

  /// The function, lambda or module.
  public let body: Node
  public let points: [Point]
  /// False when the function was too tangled to be laid out in linear size: then paths are missing.
  public let isComplete: Bool
  private let firstEdges: [Int32]
  private let edges: [Edge]
  private let pointsByNode: [Int: [Int]]

  /// - Parameters:
  ///   - body: a `function`, `lambda` or `module`.
  ///   - effect: what each call does.
  public init(of body: Node, effect: @escaping (Node) -> CallEffect) {
    var builder = FlowGraphBuilder(body: body, effect: effect)
    builder.build()
    self.init(body: body, builder: builder)
  }

  private init(body: Node, builder: FlowGraphBuilder) {
    self.body = body
    points = builder.points
    isComplete = !builder.isFull
    var first = [Int32](repeating: 0, count: builder.points.count + 1)
    for edge in builder.edges { first[Int(edge.source) + 1] += 1 }
    for index in 1..<first.count { first[index] += first[index - 1] }
    var next = first
    var sorted = [Edge](
      repeating: Edge(target: 0, kind: .normal), count: builder.edges.count)
    for edge in builder.edges {
      sorted[Int(next[Int(edge.source)])] = Edge(target: Int(edge.target), kind: edge.kind)
      next[Int(edge.source)] += 1
    }
    firstEdges = first
    edges = sorted
    var byNode: [Int: [Int]] = [:]
    for (index, point) in builder.points.enumerated() where point.kind != .join {
      byNode[point.node.id, default: []].append(index)
    }
    pointsByNode = byNode
  }

  public func edges(from point: Int) -> ArraySlice<Edge> {
    edges[Int(firstEdges[point])..<Int(firstEdges[point + 1])]
  }

  /// Where the node's event stands: several times inside a `finally`, nowhere when the node has no event.
  public func points(of node: Node) -> [Int] { pointsByNode[node.id] ?? [] }

  public func canRaise(_ point: Int) -> Bool {
    edges(from: point).contains { $0.kind == .raises }
  }
}

extension FlowGraph: CustomStringConvertible {
  /// One point a line, with the points that may follow.
  public var description: String {
    var lines = ""
    for (index, point) in points.enumerated() {
      lines += "\(index) \(point.kind)"
      if index > FlowGraph.raise, point.kind != .join {
        let text = point.node.text.prefix { $0 != "\n" }
        lines += " " + (text.count > 40 ? text.prefix(37) + "..." : text)
      }
      for (place, edge) in edges(from: index).enumerated() {
        lines += place == 0 ? " -> " : ", "
        if edge.kind != .normal { lines += "\(edge.kind) " }
        lines += "\(edge.target)"
      }
      lines += "\n"
    }
    return lines
  }
}
