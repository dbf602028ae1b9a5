import Syntax

/// A decorator that keeps a function's results by its arguments.
public struct CacheDecorator {
  public let node: Node
  /// Whether it drops results when there are many.
  public let isBounded: Bool

  /// Nil for other decorators.
  public init?(_ decorator: Node, _ names: Names) {
    guard let expression = decorator.firstChild else { return nil }
    self.init(expression: expression, names)
  }

  /// The same for what stands behind the `@`, wherever it stands. Nil for other expressions.
  public init?(expression: Node, _ names: Names) {
    node = expression
    let callee = expression.kind == .call ? expression.child(.callee) : expression
    guard let path = callee.flatMap({ names.path(of: $0) }) else { return nil }
    let limit = expression.children(NodeKind.argument).first { argument in
      argument.child(Role.name).map { $0.isText("maxsize") || $0.isText("cache") } ?? true
    }?.child(.value)
    switch path {
    case "functools.cache": isBounded = false
    case "functools.lru_cache": isBounded = expression.kind != .call || limit?.kind != .null
    case "cachetools.cached", "asyncache.cached": isBounded = limit?.kind != .dictionary
    default: return nil
    }
  }
}
