import CYAML

/// Limits on what is read: a document is data that people write, not a program.
public enum Limits {
  /// Bytes of a document.
  public static let size = 1 << 20
  /// Sequences and mappings inside each other.
  public static let depth = 64
}

/// Reads one document of the data-only part of YAML: scalars, sequences and mappings with unique text keys.
///
/// Tags, anchors, aliases, directives and a second document are errors. An empty text is a null.
public func parse(_ bytes: [UInt8]) throws(YAMLError) -> Value {
  guard bytes.count <= Limits.size else {
    throw YAMLError("larger than \(Limits.size) bytes", at: Mark(line: 1, column: 1))
  }
  try refuseDirectives(bytes)
  var parser = yaml_parser_t()
  guard yaml_parser_initialize(&parser) == 1 else {
    throw YAMLError("out of memory", at: Mark(line: 1, column: 1))
  }
  defer { yaml_parser_delete(&parser) }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)

  let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let text = bytes[(hasByteOrderMark ? 3 : 0)...]
  let result: Result<Value, YAMLError> = text.withUnsafeBufferPointer { buffer in
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    var builder = ValueBuilder()
    do throws(YAMLError) {
      while try feed(&builder, from: &parser, of: text) {}
      return .success(builder.finish())
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

/// Hands the parser's next event to the builder; false at the end of the text.
private func feed(
  _ builder: inout ValueBuilder, from parser: inout yaml_parser_t, of text: ArraySlice<UInt8>
) throws(YAMLError) -> Bool {
  var event = yaml_event_t()
  guard yaml_parser_parse(&parser, &event) == 1 else { throw problem(of: parser, in: text) }
  defer { yaml_event_delete(&event) }
  let mark = Mark(event.start_mark)
  switch event.type {
  case YAML_DOCUMENT_START_EVENT:
    guard builder.root == nil else {
      throw YAMLError("a second document: one is all that is read", at: mark)
    }
  case YAML_ALIAS_EVENT:
    throw YAMLError("aliases are not read: write the value out", at: mark)
  case YAML_SCALAR_EVENT:
    let scalar = event.data.scalar
    try refuse(anchor: scalar.anchor, tag: scalar.tag, at: mark)
    let value = String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
    try builder.add(
      Value(.scalar(value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), at: mark))
  case YAML_SEQUENCE_START_EVENT:
    let start = event.data.sequence_start
    try refuse(anchor: start.anchor, tag: start.tag, at: mark)
    try builder.open(isMapping: false, at: mark)
  case YAML_MAPPING_START_EVENT:
    let start = event.data.mapping_start
    try refuse(anchor: start.anchor, tag: start.tag, at: mark)
    try builder.open(isMapping: true, at: mark)
  case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
    try builder.close()
  case YAML_STREAM_END_EVENT:
    return false
  default:
    break
  }
  return true
}

private func refuse(
  anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, at mark: Mark
) throws(YAMLError) {
  if anchor != nil { throw YAMLError("anchors are not read: write the value out", at: mark) }
  if tag != nil { throw YAMLError("tags are not read: quote the value to keep it a text", at: mark) }
}

/// libyaml takes quadratic time for many directives, and a document of data has no use for one.
private func refuseDirectives(_ bytes: [UInt8]) throws(YAMLError) {
  var line = 1
  for index in bytes.indices {
    if bytes[index] == UInt8(ascii: "%"), index == 0 || lineBreaks.contains(where: bytes[..<index].ends) {
      throw YAMLError("directives are not read", at: Mark(line: line, column: 1))
    }
    if bytes[index] == 0x0A { line += 1 }
  }
}

/// What libyaml takes for the end of a line: LF, CR, NEL, LS, PS.
private let lineBreaks: [[UInt8]] = [
  [0x0A], [0x0D], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9],
]

extension ArraySlice<UInt8> {
  fileprivate func ends(_ suffix: [UInt8]) -> Bool { self.suffix(suffix.count).elementsEqual(suffix) }
}

private func problem(of parser: yaml_parser_t, in text: ArraySlice<UInt8>) -> YAMLError {
  let message = parser.problem.map { String(cString: $0) } ?? "not readable"
  guard parser.error == YAML_READER_ERROR else {
    let context = parser.context.map { " " + String(cString: $0) } ?? ""
    return YAMLError(message + context, at: Mark(parser.problem_mark))
  }
  // The reader knows the byte alone.
  var line = 1
  var column = 1
  for byte in text.prefix(parser.problem_offset) {
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
  return YAMLError(message, at: Mark(line: line, column: column))
}

extension Mark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
