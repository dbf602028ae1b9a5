import Syntax

/// A column type by its one official name (`int4`, `int` and `integer` are `integer`), with its modifiers.
public struct SQLType: Hashable, Sendable {
  /// In lower case; as written for a type that PostgreSQL does not bring along.
  public let name: String
  public let schema: String?
  /// `[10, 2]` of `numeric(10, 2)`. Modifiers that are no number are left out.
  public let modifiers: [Int]
  public let isArray: Bool
  /// The finest field of an interval with fields (`interval year to month`), 0 for year up to 5 for second.
  let intervalField: Int?

  /// Reads an `sqlType`; nil where it is not known when linting.
  public init?(_ node: Node) {
    var reader = Reader()
    for index in node.firstToken..<max(node.lastToken + 1, node.firstToken) {
      let bytes = node.tree.source[node.tree.range(ofToken: index)]
      switch node.tree.tokens[index].kind {
      case .whitespace, .newline, .comment, .island: continue
      case .hole, .parameter: return nil
      default: reader.read(String(decoding: bytes, as: UTF8.self))
      }
    }
    self.init(reader)
  }

  /// Reads a type as it would be written in SQL.
  public init?(_ text: String) {
    var reader = Reader()
    var word = ""
    for character in text {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      if !word.isEmpty { reader.read(word) }
      word = ""
      if character != " " { reader.read(String(character)) }
    }
    if !word.isEmpty { reader.read(word) }
    self.init(reader)
  }

  private init?(_ reader: Reader) {
    guard let first = reader.words.first else { return nil }
    schema = reader.schema == "pg_catalog" ? nil : reader.schema
    isArray = reader.isArray
    var modifiers = reader.modifiers
    let phrase = reader.words.joined(separator: " ")
    var name = SQLType.officialNames[phrase] ?? phrase
    var field: Int?
    if first == "interval" {
      name = "interval"
      field = reader.words.last.flatMap { SQLType.intervalFields.firstIndex(of: $0) }
    } else if name == "float" {
      name = modifiers.first.map { $0 <= 24 } == true ? "real" : "double precision"
      modifiers = []
    } else if (name == "character" || name == "bit"), modifiers.isEmpty, first != "bpchar" {
      modifiers = [1]
    } else if name == "numeric", modifiers.count == 1 {
      modifiers.append(0)
    } else if SQLType.timeTypes.contains(name), let precision = modifiers.first {
      modifiers = precision >= 6 ? [] : [precision]
    }
    if name == "interval", let precision = modifiers.first, precision >= 6 { modifiers = [] }
    self.name = name
    self.modifiers = modifiers
    intervalField = field
  }

  /// Whether PostgreSQL brings this type along, so that everything is known about it.
  public var isBuiltIn: Bool { schema == nil && SQLType.builtIn.contains(name) }

  /// smallserial, serial, bigserial: an integer with a sequence as its default.
  public var isSerial: Bool {
    ["serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"].contains(name) && schema == nil
  }

  static let timeTypes: Set<String> = [
    "timestamp", "timestamp with time zone", "time", "time with time zone",
  ]

  private static let intervalFields = ["year", "month", "day", "hour", "minute", "second"]

  private static let officialNames: [String: String] = [
    "int": "integer", "int4": "integer", "int2": "smallint", "int8": "bigint",
    "float4": "real", "float8": "double precision", "decimal": "numeric", "dec": "numeric",
    "bool": "boolean", "varchar": "character varying", "char varying": "character varying",
    "national character varying": "character varying", "nchar varying": "character varying",
    "char": "character", "bpchar": "character", "nchar": "character",
    "national character": "character", "national char": "character", "varbit": "bit varying",
    "timestamptz": "timestamp with time zone", "timestamp without time zone": "timestamp",
    "timetz": "time with time zone", "time without time zone": "time",
  ]

  private static let builtIn: Set<String> = [
    "integer", "smallint", "bigint", "real", "double precision", "numeric", "money", "boolean",
    "character varying", "character", "text", "name", "bytea", "bit", "bit varying", "timestamp",
    "timestamp with time zone", "time", "time with time zone", "date", "interval", "uuid", "json", "jsonb",
    "jsonpath", "xml", "inet", "cidr", "macaddr", "macaddr8", "tsvector", "tsquery", "point", "line", "lseg",
    "box", "path", "polygon", "circle", "int4range", "int8range", "numrange", "tsrange", "tstzrange",
    "daterange", "oid", "regclass", "regproc", "regtype", "xid", "xid8", "pg_lsn", "txid_snapshot",
    // An extension's type, but its casts are as good as fixed.
    "citext",
  ]

  /// Takes the words of a type one after the other.
  private struct Reader {
    var words: [String] = []
    var schema: String?
    var modifiers: [Int] = []
    var isArray = false
    private var depth = 0

    mutating func read(_ text: String) {
      switch text {
      case "(": depth += 1
      case ")": depth -= 1
      case "[": isArray = true
      case "]", ",", "%": break
      case ".":
        schema = words.popLast()
      default:
        if depth > 0 {
          if let number = Int(text) { modifiers.append(number) }
        } else if isArray {
          break
        } else if text.lowercased() == "array" {
          isArray = true
        } else {
          words.append(text.first == "\"" ? String(text.dropFirst().dropLast()) : text.lowercased())
        }
      }
    }
  }
}

extension SQLType: CustomStringConvertible {
  public var description: String {
    let shown = schema.map { "\($0).\(name)" } ?? name
    let modifiers = modifiers.isEmpty ? "" : "(\(modifiers.map(String.init).joined(separator: ",")))"
    // The precision stands before "with time zone".
    if let space = shown.range(of: " with time zone") {
      return shown[..<space] + modifiers + " with time zone" + (isArray ? "[]" : "")
    }
    return shown + modifiers + (isArray ? "[]" : "")
  }
}

extension String {
  fileprivate func range(of suffix: String) -> String.Index? {
    hasSuffix(suffix) ? index(endIndex, offsetBy: -suffix.count) : nil
  }
}
