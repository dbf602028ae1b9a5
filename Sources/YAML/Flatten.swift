extension Value {
  /// The value in the form that `Analysis.Document` reads without a YAML parser.
  ///
  /// Every value is a line `sort length key` and then that many bytes and a line feed. The sort is `=` for a text, `-`
  /// for a list and `:` for a map; the bytes of lists and maps are values in turn, the items of a list with an empty key:
  ///
  ///     : 49 lock/example
  ///     = 10 title
  ///     An example
  ///     - 11 languages
  ///     = 3
  ///     sql
  public func flattened(key: String) -> [UInt8] {
    var payload: [UInt8] = []
    let sort: Character
    switch content {
    case .scalar(let text, _):
      sort = "="
      payload.append(contentsOf: isNull ? "".utf8 : text.utf8)
    case .sequence(let items):
      sort = "-"
      for item in items { payload += item.flattened(key: "") }
    case .mapping(let entries):
      sort = ":"
      for entry in entries { payload += entry.value.flattened(key: entry.key) }
    }
    return Array("\(sort) \(payload.count) \(key)\n".utf8) + payload + [0x0A]
  }
}
