/// Puts a document together from its parts in the order of the text, without recursion.
struct ValueBuilder {
  /// A sequence or mapping whose end has not come yet.
  private struct Open {
    let isMapping: Bool
    let mark: Mark
    var items: [Value] = []
    var entries: [Value.Entry] = []
    var keys: Set<String> = []
    /// A key that waits for its value.
    var pending: (key: String, mark: Mark)?
  }

  private var open: [Open] = []
  private(set) var root: Value?

  mutating func open(isMapping: Bool, at mark: Mark) throws(YAMLError) {
    guard open.count < Limits.depth else {
      throw YAMLError("nested deeper than \(Limits.depth) levels", at: mark)
    }
    if let around = open.last, around.isMapping, around.pending == nil {
      throw YAMLError("a key must be a text", at: mark)
    }
    open.append(Open(isMapping: isMapping, mark: mark))
  }

  mutating func close() throws(YAMLError) {
    guard let closed = open.popLast() else { return }
    let content: Value.Content =
      closed.isMapping ? .mapping(closed.entries) : .sequence(closed.items)
    try add(Value(content, at: closed.mark))
  }

  mutating func add(_ value: Value) throws(YAMLError) {
    guard let top = open.indices.last else {
      root = value
      return
    }
    if !open[top].isMapping {
      open[top].items.append(value)
    } else if let (key, mark) = open[top].pending {
      open[top].entries.append(Value.Entry(key: key, keyMark: mark, value: value))
      open[top].pending = nil
    } else {
      guard case .scalar(let key, _) = value.content else {
        throw YAMLError("a key must be a text", at: value.mark)
      }
      guard open[top].keys.insert(key).inserted else {
        throw YAMLError("the key '\(key)' is there already", at: value.mark)
      }
      open[top].pending = (key, value.mark)
    }
  }

  /// The document; null where there was none.
  consuming func finish() -> Value {
    root ?? Value(.scalar("", isPlain: true), at: Mark(line: 1, column: 1))
  }
}
