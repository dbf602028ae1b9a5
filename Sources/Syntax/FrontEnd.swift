/// Turns the text of one language into the common tree.
///
/// Parsing never fails: whatever the bytes, there is a tree, its tokens concatenate to the bytes, and what could not
/// be understood is in `Tree.errors`.
public protocol FrontEnd: Sendable {
  static func parse(_ source: Source) -> Tree
}

/// How deep a parser may nest before it skips the rest of a construct. 8 MiB stacks hold several times this.
public let nestingLimit = 400
