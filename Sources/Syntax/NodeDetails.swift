/// What a node is to its parent.
public enum Role: UInt8, Sendable {
  case none
  case name, alias, body, alternative, condition, target, iterable, finalizer, value, type, annotation
  case typeParameter, returnType, defaultValue, subject, pattern, `guard`, cause, message, module
  case object, property, index, lower, upper, step, callee, argument, key, element, left, right, operand
  // SQL
  case with, item, columns, table, source, using, over, filter, constraint, like, parent, partitionBy
  case referenced, column, action, newName, schema, definition, method, include, mode, language
}

public enum Operator: UInt8, Sendable {
  case none
  case and, or, not
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
  case bitAnd, bitOr, bitXor, bitNot, shiftLeft, shiftRight
  case negate, plus
  case `in`, notIn, `is`, isNot
  // SQL
  case concatenate, like, iLike, similarTo, regex, isDistinctFrom, isNotDistinctFrom, collate, atTimeZone, overlaps
  case jsonGet, union, intersect, except
  case other

  /// =, <>, <, <=, >, >=.
  public var isComparison: Bool {
    Operator.equal.rawValue <= rawValue && rawValue <= Operator.greaterOrEqual.rawValue
  }
}

/// What a CREATE, ALTER, DROP, COMMENT ... statement is about.
public enum ObjectKind: UInt8, Sendable {
  case none
  case table, foreignTable, index, view, materializedView, sequence, schema, database, system, tablespace
  case function, procedure, routine, aggregate, `operator`, operatorClass, operatorFamily, `cast`, conversion
  case type, domain, collation, accessMethod, `extension`, language, transform
  case trigger, eventTrigger, rule, policy, constraint, column, statistics
  case role, user, group, userMapping, owned, defaultPrivileges
  case publication, subscription, server, foreignDataWrapper
  case textSearchConfiguration, textSearchDictionary, textSearchParser, textSearchTemplate
  case largeObject, event, other
}

/// Words that a construct carries. One set for all kinds; `NodeKind` says which a kind may have.
public struct Traits: OptionSet, Hashable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  private static let namesOfAll: [(String, Traits)] = [
    ("parenthesized", .parenthesized), ("async", .async), ("variadic", .variadic),
    ("keywordVariadic", .keywordVariadic), ("keywordOnly", .keywordOnly),
    ("positionalOnly", .positionalOnly), ("group", .group), ("wildcard", .wildcard), ("raw", .raw),
    ("binary", .binary), ("formatted", .formatted), ("multiline", .multiline), ("list", .list),
    ("set", .set), ("dictionary", .dictionary), ("generator", .generator), ("from", .from),
    ("all", .all), ("recursive", .recursive), ("materialized", .materialized),
    ("notMaterialized", .notMaterialized), ("only", .only), ("lateral", .lateral), ("left", .left),
    ("right", .right), ("full", .full), ("cross", .cross), ("natural", .natural),
    ("descending", .descending), ("forUpdate", .forUpdate), ("forShare", .forShare),
    ("skipLocked", .skipLocked), ("noWait", .noWait), ("replace", .replace), ("ignore", .ignore),
    ("doNothing", .doNothing), ("doUpdate", .doUpdate), ("star", .star), ("negated", .negated),
    ("distinct", .distinct), ("temporary", .temporary), ("unlogged", .unlogged),
    ("ifExists", .ifExists), ("ifNotExists", .ifNotExists), ("partitionOf", .partitionOf),
    ("notValid", .notValid), ("deferrable", .deferrable), ("stored", .stored), ("virtual", .virtual),
    ("unique", .unique), ("concurrently", .concurrently), ("cascade", .cascade),
    ("finalize", .finalize), ("analyze", .analyze), ("validate", .validate),
    ("orReplace", .orReplace), ("withNoData", .withNoData), ("securityDefiner", .securityDefiner),
    ("savepoint", .savepoint), ("local", .local), ("session", .session), ("fromInput", .fromInput),
    ("loop", .loop),
  ]

  /// For tree dumps.
  public var names: [String] { Traits.namesOfAll.filter { contains($0.1) }.map(\.0) }

  public static let parenthesized = Traits(rawValue: 1 << 0)
  // Code
  public static let async = Traits(rawValue: 1 << 1)
  public static let variadic = Traits(rawValue: 1 << 2)
  public static let keywordVariadic = Traits(rawValue: 1 << 3)
  public static let keywordOnly = Traits(rawValue: 1 << 4)
  public static let positionalOnly = Traits(rawValue: 1 << 5)
  public static let group = Traits(rawValue: 1 << 6)
  public static let wildcard = Traits(rawValue: 1 << 7)
  public static let raw = Traits(rawValue: 1 << 8)
  public static let binary = Traits(rawValue: 1 << 9)
  public static let formatted = Traits(rawValue: 1 << 10)
  public static let multiline = Traits(rawValue: 1 << 11)
  public static let list = Traits(rawValue: 1 << 12)
  public static let set = Traits(rawValue: 1 << 13)
  public static let dictionary = Traits(rawValue: 1 << 14)
  public static let generator = Traits(rawValue: 1 << 15)
  public static let from = Traits(rawValue: 1 << 16)
  // SQL
  public static let all = Traits(rawValue: 1 << 17)
  public static let recursive = Traits(rawValue: 1 << 18)
  public static let materialized = Traits(rawValue: 1 << 19)
  public static let notMaterialized = Traits(rawValue: 1 << 20)
  public static let only = Traits(rawValue: 1 << 21)
  public static let lateral = Traits(rawValue: 1 << 22)
  public static let left = Traits(rawValue: 1 << 23)
  public static let right = Traits(rawValue: 1 << 24)
  public static let full = Traits(rawValue: 1 << 25)
  public static let cross = Traits(rawValue: 1 << 26)
  public static let natural = Traits(rawValue: 1 << 27)
  public static let descending = Traits(rawValue: 1 << 28)
  public static let forUpdate = Traits(rawValue: 1 << 29)
  public static let forShare = Traits(rawValue: 1 << 30)
  public static let skipLocked = Traits(rawValue: 1 << 31)
  public static let noWait = Traits(rawValue: 1 << 32)
  public static let replace = Traits(rawValue: 1 << 33)
  public static let ignore = Traits(rawValue: 1 << 34)
  public static let doNothing = Traits(rawValue: 1 << 35)
  public static let doUpdate = Traits(rawValue: 1 << 36)
  public static let star = Traits(rawValue: 1 << 37)
  public static let negated = Traits(rawValue: 1 << 38)
  public static let distinct = Traits(rawValue: 1 << 39)
  public static let temporary = Traits(rawValue: 1 << 40)
  public static let unlogged = Traits(rawValue: 1 << 41)
  public static let ifExists = Traits(rawValue: 1 << 42)
  public static let ifNotExists = Traits(rawValue: 1 << 43)
  public static let partitionOf = Traits(rawValue: 1 << 44)
  /// NOT VALID, and NOT ENFORCED, which checks nothing either.
  public static let notValid = Traits(rawValue: 1 << 45)
  public static let deferrable = Traits(rawValue: 1 << 46)
  public static let stored = Traits(rawValue: 1 << 47)
  public static let virtual = Traits(rawValue: 1 << 48)
  public static let unique = Traits(rawValue: 1 << 49)
  public static let concurrently = Traits(rawValue: 1 << 50)
  public static let cascade = Traits(rawValue: 1 << 51)
  public static let finalize = Traits(rawValue: 1 << 52)
  public static let analyze = Traits(rawValue: 1 << 53)
  public static let validate = Traits(rawValue: 1 << 54)
  public static let orReplace = Traits(rawValue: 1 << 55)
  public static let withNoData = Traits(rawValue: 1 << 56)
  public static let securityDefiner = Traits(rawValue: 1 << 57)
  /// ROLLBACK TO.
  public static let savepoint = Traits(rawValue: 1 << 58)
  public static let local = Traits(rawValue: 1 << 59)
  public static let session = Traits(rawValue: 1 << 60)
  public static let fromInput = Traits(rawValue: 1 << 61)
  public static let loop = Traits(rawValue: 1 << 62)
}
