import Syntax

/// SQL that stands in the strings of a program, and in the bodies of SQL functions.
///
/// Candidates are texts that may be SQL; parsing decides: what does not parse was prose.
public enum SQLLifting {
  public struct Candidate: Sendable {
    /// The value, holes for what is not known.
    public let text: EmbeddedText
    /// The call that sends it, directly or through variables.
    public let call: Node?
    public let certainty: Certainty

    public init(text: EmbeddedText, call: Node?, certainty: Certainty) {
      self.text = text
      self.call = call
      self.certainty = certainty
    }
  }

  public enum Certainty: Sendable {
    /// The argument of a library's query call: it is SQL, whatever it looks like.
    case reachesQueryCall
    /// It begins as SQL does. Keep it when it parses without error.
    case readsAsSQL
  }

  /// The candidates of a program, in source order of their expressions.
  public static func candidates(
    in tree: Tree, names: Names, vocabulary: Vocabulary
  ) -> [Candidate] {
    var lifter = Lifter(names: names, vocabulary: vocabulary)
    for node in tree.root.descendants where node.kind == .call { lifter.visitCall(node) }
    for node in tree.root.descendants where node.kind == .string { lifter.visitString(node) }
    return lifter.candidates.sorted { $0.text.host.id < $1.text.host.id }
  }
}

private struct Lifter {
  let names: Names
  let vocabulary: Vocabulary
  private(set) var candidates: [SQLLifting.Candidate] = []
  /// Literals that are part of a candidate.
  private var lifted: Set<Int> = []
  /// Texts that are candidates already, by their literals: one constant may reach many calls.
  private var known: Set<[Int]> = []

  init(names: Names, vocabulary: Vocabulary) {
    self.names = names
    self.vocabulary = vocabulary
  }

  mutating func visitCall(_ call: Node) {
    guard let callee = call.child(.callee) else { return }
    let name = callee.lastName
    guard vocabulary.mayQuery(name) else { return }
    if let path = names.path(of: callee), let query = vocabulary.query(path) {
      guard let argument = query.argument(of: call) else { return }
      lift(argument, call, .reachesQueryCall)
    } else if let query = vocabulary.queryMethods[name], let argument = query.argument(of: call) {
      lift(argument, call, .readsAsSQL)
    }
  }

  private mutating func lift(_ argument: Node, _ call: Node, _ certainty: SQLLifting.Certainty) {
    for expression in alternatives(argument) {
      guard let value = StringValue(expression, names: names, vocabulary: vocabulary) else { continue }
      if certainty == .readsAsSQL, !SQLShape.reads(value.text.bytes, asQuery: true) { continue }
      add(value, call, certainty)
    }
  }

  /// Both values of a condition, the elements of a list of statements.
  private func alternatives(_ node: Node) -> [Node] {
    switch node.kind {
    case .conditional: [node.child(.value), node.child(.alternative)].compactMap(\.self)
    case .list, .tuple: Array(node.children)
    default: [node]
    }
  }

  private mutating func add(_ value: StringValue, _ call: Node?, _ certainty: SQLLifting.Certainty) {
    guard known.insert(value.literals.map(\.id)).inserted else { return }
    for literal in value.literals { lifted.insert(literal.id) }
    candidates.append(.init(text: value.text, call: call, certainty: certainty))
  }

  // MARK: Texts that no call is known for

  mutating func visitString(_ literal: Node) {
    guard !lifted.contains(literal.id), SQLShape.mayBegin(literal), isUsedAsValue(literal) else { return }
    let expression = outermostText(around: literal)
    guard isUsedAsValue(expression),
      let value = StringValue(expression, names: names, vocabulary: vocabulary),
      SQLShape.reads(value.text.bytes, asQuery: false)
    else { return }
    add(value, nil, .readsAsSQL)
  }

  /// The expression that a literal begins: `"a" + b`, `"a" % b`, `"a".format(b)`.
  private func outermostText(around literal: Node) -> Node {
    var node = literal
    while let parent = node.parent {
      switch parent.kind {
      case .stringConcatenation where parent.firstChild == node: node = parent
      case .binary where node.role == .left && (parent.operator == .add || parent.operator == .modulo): node = parent
      case .member where node.role == .object && parent.child(.property)?.isText("format") == true:
        guard let call = parent.parent, call.kind == .call, parent.role == .callee else { return node }
        node = call
      case .list, .tuple:
        // `"\n".join([...])`.
        guard parent.firstChild == node, let argument = parent.parent, argument.kind == .argument,
          let call = argument.parent, let callee = call.child(.callee), callee.lastName == "join",
          callee.child(.object)?.kind == .string
        else { return node }
        node = call
      default: return node
      }
    }
    return node
  }

  /// Whether a text is a value that may be sent somewhere: no docstring, message, help text, key or pattern.
  private func isUsedAsValue(_ node: Node) -> Bool {
    guard let parent = node.parent else { return false }
    switch parent.kind {
    case .expressionStatement, .throw, .assert, .comparisonChain, .pattern, .subscript, .interpolation: return false
    case .binary: return !parent.operator.isTest
    case .pair: return node.role != .key
    case .argument:
      if let name = parent.child(Role.name), Lifter.proseKeywords.contains(name.text) { return false }
      guard let call = parent.parent, let callee = call.child(.callee) else { return true }
      if call.parent?.kind == .throw || Lifter.proseCalls.contains(callee.lastName) { return false }
      return true
    default: return true
    }
  }

  private static let proseKeywords: Set<String> = [
    "help", "description", "epilog", "usage", "doc", "message", "msg", "label", "title", "help_text", "verbose_name",
    "reason", "placeholder", "tooltip",
  ]

  private static let proseCalls: Set<String> = [
    "print", "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "fatal", "echo", "secho",
    "startswith", "endswith", "match", "search", "fullmatch", "compile", "split", "find", "rfind", "index", "count",
    "sub", "findall", "finditer", "_", "gettext", "ngettext", "gettext_lazy", "assertEqual", "assertIn",
    "assertNotIn", "assertRaisesRegex", "assertRegex", "getLogger", "help", "fail", "skip",
  ]
}

extension Operator {
  fileprivate var isTest: Bool {
    switch self {
    case .in, .notIn, .is, .isNot: true
    default: isComparison
    }
  }
}
