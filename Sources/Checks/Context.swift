import Analysis
import Syntax

/// What a check sees besides its node, and where it reports.
public struct Context {
  public let unit: Unit
  /// The embedded SQL that is being checked; nil in the file's own tree.
  public internal(set) var query: Query?
  public internal(set) var rule: Rule
  public private(set) var findings: [Finding] = []

  /// Reports that the node shows the rule's incident.
  ///
  /// - Parameters:
  ///   - message: one line; see `Finding.message`.
  ///   - help: what to do here; the rule's `fix` where nothing more concrete is known.
  ///   - severity, confidence: the rule's own unless said.
  public mutating func report(
    _ node: Node, _ message: String, help: String? = nil, severity: Severity? = nil,
    confidence: Confidence? = nil, related: [(node: Node, message: String)] = [],
    edits: [Finding.Edit] = []
  ) {
    report(
      location(of: node), message, help: help, severity: severity, confidence: confidence,
      related: related.map { Finding.Related(location(of: $0.node), $0.message) }, edits: edits)
  }

  /// The same for a range of the file.
  public mutating func report(
    _ range: TextRange, _ message: String, help: String? = nil, severity: Severity? = nil,
    confidence: Confidence? = nil, related: [Finding.Related] = [], edits: [Finding.Edit] = [],
    redactions: [TextRange] = []
  ) {
    findings.append(
      Finding(
        rule: rule.id, severity: severity ?? rule.severity,
        confidence: confidence ?? rule.confidence, path: unit.source.path, range: range,
        message: message, help: help ?? rule.fix, related: related, edits: edits,
        redactions: redactions))
  }

  /// Where a node stands in the file, also when it is a node of an embedded query.
  public func location(of node: Node) -> TextRange { location(of: node.range, in: node.tree) }

  /// Where a range of the file's tree or of an embedded query stands in the file.
  public func location(of range: TextRange, in tree: Tree) -> TextRange {
    if tree === unit.tree { return range }
    if let query, query.tree === tree { return query.text.hostRange(range) }
    return unit.queries.first { $0.tree === tree }?.text.hostRange(range) ?? range
  }

  init(unit: Unit, rule: Rule) {
    self.unit = unit
    self.rule = rule
  }
}
