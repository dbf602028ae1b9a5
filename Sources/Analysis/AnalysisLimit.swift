import Syntax

/// A place where following the program came to a bound, so that rules say nothing about it.
public struct AnalysisLimit: Hashable, Sendable {
  public enum Cause: Sendable {
    /// A function with too many paths to follow a resource along all of them.
    case paths
    /// A string that is put together out of too many parts.
    case text
    /// More containers, or places that fill one, than are judged.
    case containers
  }

  public let range: TextRange
  public let cause: Cause
}

extension Names {
  /// Remembers that the analysis of a node stopped before its end.
  public func giveUp(on node: Node, _ cause: AnalysisLimit.Cause) {
    let place = node.kind == .function ? node.child(Role.name) ?? node : node
    limits.insert(AnalysisLimit(range: place.range, cause: cause))
  }
}
