/// A map of texts, lists and maps that somebody wrote as YAML: a rule, a secret detector, a vocabulary.
///
/// It is a slice of the flattened form (`Value.flattened` in the YAML target says how that looks), read when asked, so
/// documents that nobody asks for cost nothing.
public struct Document: Sendable {
  /// The path below `Rules/` without its extension; for an inner document its key, empty in a list.
  public let id: String
  private let bytes: ArraySlice<UInt8>

  /// The documents that stand in a flattened text one after the other.
  public static func all(in flattened: [UInt8]) -> [Document] {
    Document(id: "", bytes: flattened[...]).documents
  }

  /// In the order of the text.
  public var keys: [String] { fields.map { text($0.key) } }

  public func string(_ key: String) -> String? {
    guard let field = field(key), field.sort == .text else { return nil }
    return text(field.payload)
  }

  /// A list of texts; a text alone counts as a list of one. Empty where there is none.
  public func strings(_ key: String) -> [String] {
    guard let field = field(key) else { return [] }
    if field.sort == .text { return [text(field.payload)] }
    return inner(field).fields.filter { $0.sort == .text }.map { text($0.payload) }
  }

  public func document(_ key: String) -> Document? {
    guard let field = field(key), field.sort == .map else { return nil }
    return inner(field)
  }

  /// The maps in a list, or the maps in a map with their keys as ids; a map of anything else counts as a list of one.
  public func documents(_ key: String) -> [Document] {
    guard let field = field(key) else { return [] }
    return inner(field).documents
  }

  /// The values that are maps, with their keys as ids.
  public var documents: [Document] {
    fields.filter { $0.sort == .map }.map(inner)
  }

  // MARK: The flattened form

  private enum Sort: UInt8 {
    case text = 0x3D  // =
    case list = 0x2D  // -
    case map = 0x3A  // :
  }

  private struct Field {
    var sort: Sort
    var key: Range<Int>
    var payload: Range<Int>
  }

  private init(id: String, bytes: ArraySlice<UInt8>) {
    self.id = id
    self.bytes = bytes
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func inner(_ field: Field) -> Document {
    Document(id: text(field.key), bytes: bytes[field.payload])
  }

  private func field(_ key: String) -> Field? {
    let count = key.utf8.count
    return fields.first { $0.key.count == count && bytes[$0.key].elementsEqual(key.utf8) }
  }

  private var fields: Fields { Fields(bytes: bytes, index: bytes.startIndex) }

  /// Reads field after field; ends early at bytes that are no field.
  private struct Fields: Sequence, IteratorProtocol {
    let bytes: ArraySlice<UInt8>
    var index: Int

    mutating func next() -> Field? {
      let end = bytes.endIndex
      guard index + 2 < end, let sort = Sort(rawValue: bytes[index]) else { return nil }
      index += 2
      var length = 0
      while index < end, case 0x30...0x39 = bytes[index], length <= end {
        length = length * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      let key = index + 1
      guard let lineEnd = bytes[index...].firstIndex(of: 0x0A), key <= lineEnd, length < end - lineEnd
      else { return nil }
      index = lineEnd + 1 + length + 1
      return Field(sort: sort, key: key..<lineEnd, payload: (lineEnd + 1)..<(lineEnd + 1 + length))
    }
  }
}
