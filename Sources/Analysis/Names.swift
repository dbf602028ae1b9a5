import Syntax

/// What the names of one file stand for: scopes, bindings, and where an expression comes from.
///
/// Built when first asked, in one walk over the tree. Used by one thread.
public final class Names {
  public let tree: Tree
  lazy var index = NameIndex(tree)
  /// Answers of `path(of:)` by node; nil while a node's answer is being worked out, so that cycles end.
  var paths: [Int: String?] = [:]
  /// What calls of a function give, by function; nil while that is being worked out.
  var returns: [Int: String?] = [:]
  var search = PathSearch()
  var provenances = ProvenanceMemory()
  /// Where analyses stopped before their end, so far.
  public internal(set) var limits: Set<AnalysisLimit> = []

  public init(_ tree: Tree) {
    self.tree = tree
  }

  /// What a name is bound to: for a `name` that is read or bound, and for a `member` that is a field of a class in this
  /// file (`self.pool`, `cls.pool`, `Service.pool`). Nil for names of other kinds: keywords, properties of other
  /// objects, builtins.
  public func symbol(_ node: Node) -> Symbol? {
    guard node.tree === tree else { return nil }
    let number = index.symbolOfNode[node.id]
    return number < 0 ? nil : index.symbols[Int(number)]
  }

  /// The scope that a node's names are looked up in.
  public func scope(of node: Node) -> Scope {
    index.scopes[Int(index.scopeOfNode[node.id])]
  }

  /// The scope that a module, function, lambda, class or comprehension opens.
  public func scope(openedBy node: Node) -> Scope? {
    index.scopeOpenedBy[node.id].map { index.scopes[$0] }
  }

  /// Everything bound in the file, in order of the first binding; also names that are only declared `global`.
  public var symbols: [Symbol] { index.symbols }
}

/// A part of the file with names of its own.
public final class Scope {
  public enum Kind: Sendable { case module, `class`, function, lambda, comprehension }

  public let kind: Kind
  /// The construct that opens it.
  public let node: Node
  public let parent: Scope?
  /// Nesting: 0 is the module.
  public let depth: Int
  public internal(set) var symbols: [String: Symbol] = [:]

  init(_ kind: Kind, node: Node, parent: Scope?) {
    self.kind = kind
    self.node = node
    self.parent = parent
    depth = (parent?.depth ?? -1) + 1
  }

  /// The nearest function or lambda around, this scope included; nil at module level and in class bodies outside one.
  public var function: Scope? {
    var scope: Scope? = self
    while let current = scope {
      if current.kind == .function || current.kind == .lambda { return current }
      scope = current.parent
    }
    return nil
  }
}

/// One variable, parameter, function, class, import or field.
public final class Symbol {
  public let name: String
  public unowned let scope: Scope
  /// In source order.
  public internal(set) var bindings: [Binding] = []
  /// Places that read it, delete it, or call into it, in source order: `name` nodes, and `member` nodes for fields.
  public internal(set) var uses: [Node] = []
  /// Position in `Names.symbols`.
  let number: Int

  init(_ name: String, scope: Scope, number: Int) {
    self.name = name
    self.scope = scope
    self.number = number
  }

  /// The only binding, when there is just one.
  public var onlyBinding: Binding? { bindings.count == 1 ? bindings.first : nil }
}

/// A place that gives a symbol its value.
public struct Binding: Sendable {
  public enum Kind: Sendable {
    case importedName, assignment, augmentedAssignment, parameter, function, `class`, loopTarget
    case withTarget, exceptTarget, comprehensionTarget, pattern, typeAlias
    /// `x: int` without a value.
    case annotation
  }

  public let kind: Kind
  /// The `name` (or `member`, for a field; or `importItem`) that is bound.
  public let node: Node
  /// What it is bound to: the assigned expression, the with-item's or loop's expression, the parameter's default, the
  /// function, class or import item. Nil where that is only a part of something, as in `a, b = f()`.
  public let value: Node?
  /// The assignment, parameter, loop, import item ... that binds.
  public let statement: Node
}
