import Syntax

/// The terminals of the grammar. Keywords and operators are the `detail` of their tokens.
enum PythonSymbol: UInt16 {
  case none
  // Keywords. The soft ones (match, case, type, _) are identifiers.
  case `False`, `None`, `True`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del
  case elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
  case nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield
  // Punctuation
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, ellipsis, arrow, walrus, exclamation
  // Operators
  case plus, minus, star, doubleStar, slash, doubleSlash, percent, at, ampersand, bar, caret, tilde
  case shiftLeft, shiftRight, less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  // Assignments
  case assign, plusAssign, minusAssign, starAssign, doubleStarAssign, slashAssign, doubleSlashAssign
  case percentAssign, atAssign, ampersandAssign, barAssign, caretAssign, shiftLeftAssign
  case shiftRightAssign
  // Tokens that their kind tells apart
  case identifier, number, string, stringStart, stringText, stringEnd
  case interpolationStart, interpolationEnd
  case newline, indent, dedent, endOfFile
  /// What the parser sees between an error and the place where it goes on: no rule matches it.
  case recovering

  /// The terminal that a token is.
  init(_ token: Token) {
    if token.detail != 0 {
      self = PythonSymbol(rawValue: token.detail) ?? .none
      return
    }
    self =
      switch token.kind {
      case .identifier: .identifier
      case .number: .number
      case .string: .string
      case .stringStart: .stringStart
      case .stringText: .stringText
      case .stringEnd: .stringEnd
      case .interpolationStart: .interpolationStart
      case .interpolationEnd: .interpolationEnd
      case .newline: .newline
      case .indent: .indent
      case .dedent: .dedent
      case .endOfFile: .endOfFile
      default: .none
      }
  }

  /// Whether a logical line is over here.
  var endsLine: Bool {
    switch self {
    case .newline, .indent, .dedent, .endOfFile: true
    default: false
    }
  }

  var startsExpression: Bool {
    switch self {
    case .identifier, .number, .string, .stringStart, .leftParen, .leftBracket, .leftBrace, .minus,
      .plus, .tilde, .not, .lambda, .await, .None, .True, .False, .ellipsis:
      true
    default: false
    }
  }

  /// Statement keywords that can stand in no expression, so that a line in an open bracket that begins with one shows
  /// that the bracket was never closed.
  var beginsOnlyStatements: Bool {
    switch self {
    case .assert, .break, .class, .continue, .def, .del, .elif, .except, .finally, .global, .import,
      .nonlocal, .pass, .raise, .return, .try, .while, .with:
      true
    default: false
    }
  }

  /// Whether it begins a statement with a block, or a further clause of one.
  var beginsBlock: Bool {
    switch self {
    case .async, .class, .def, .elif, .except, .for, .if, .while, .with: true
    default: false
    }
  }

  /// The operation of a binary operator that is one token.
  var binaryOperator: Operator {
    switch self {
    case .or: .or
    case .and: .and
    case .bar, .barAssign: .bitOr
    case .caret, .caretAssign: .bitXor
    case .ampersand, .ampersandAssign: .bitAnd
    case .shiftLeft, .shiftLeftAssign: .shiftLeft
    case .shiftRight, .shiftRightAssign: .shiftRight
    case .plus, .plusAssign: .add
    case .minus, .minusAssign: .subtract
    case .star, .starAssign: .multiply
    case .slash, .slashAssign: .divide
    case .doubleSlash, .doubleSlashAssign: .floorDivide
    case .percent, .percentAssign: .modulo
    case .at, .atAssign: .matrixMultiply
    case .doubleStar, .doubleStarAssign: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .in: .in
    case .is: .is
    default: .none
    }
  }

  var isAugmentedAssignment: Bool {
    rawValue >= PythonSymbol.plusAssign.rawValue
      && rawValue <= PythonSymbol.shiftRightAssign.rawValue
  }

  /// How tight a binary operator binds; 0 for what is none. `**` is not here: it binds tighter than a sign on its left.
  var precedence: UInt8 {
    switch self {
    case .or: Precedence.or
    case .and: Precedence.and
    case .in, .is, .not, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      Precedence.comparison
    case .bar: Precedence.bitOr
    case .caret: Precedence.bitXor
    case .ampersand: Precedence.bitAnd
    case .shiftLeft, .shiftRight: Precedence.shift
    case .plus, .minus: Precedence.sum
    case .star, .slash, .doubleSlash, .percent, .at: Precedence.term
    default: 0
    }
  }
}

/// Levels of the expression grammar, loosest first.
enum Precedence {
  static let or: UInt8 = 1
  static let and: UInt8 = 2
  static let not: UInt8 = 3
  static let comparison: UInt8 = 4
  static let bitOr: UInt8 = 5
  static let bitXor: UInt8 = 6
  static let bitAnd: UInt8 = 7
  static let shift: UInt8 = 8
  static let sum: UInt8 = 9
  static let term: UInt8 = 10
  static let sign: UInt8 = 11
}

/// Keywords by their bytes: none is longer than eight, so that a word is one integer.
struct PythonKeywords: Sendable {
  static let shared = PythonKeywords()

  private var slots: [(word: UInt64, symbol: PythonSymbol)]

  private init() {
    slots = Array(repeating: (0, .none), count: 128)
    let words: [(StaticString, PythonSymbol)] = [
      ("False", .False), ("None", .None), ("True", .True), ("and", .and), ("as", .as),
      ("assert", .assert), ("async", .async), ("await", .await), ("break", .break), ("class", .class),
      ("continue", .continue), ("def", .def), ("del", .del), ("elif", .elif), ("else", .else),
      ("except", .except), ("finally", .finally), ("for", .for), ("from", .from), ("global", .global),
      ("if", .if), ("import", .import), ("in", .in), ("is", .is), ("lambda", .lambda),
      ("nonlocal", .nonlocal), ("not", .not), ("or", .or), ("pass", .pass), ("raise", .raise),
      ("return", .return), ("try", .try), ("while", .while), ("with", .with), ("yield", .yield),
    ]
    for (text, symbol) in words {
      var word: UInt64 = 0
      text.withUTF8Buffer { for byte in $0 { word = word << 8 | UInt64(byte) } }
      var slot = PythonKeywords.slot(word)
      while slots[slot].word != 0 { slot = (slot + 1) & 127 }
      slots[slot] = (word, symbol)
    }
  }

  private static func slot(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }

  /// The keyword that a word of at most eight bytes, first byte highest, is.
  func symbol(_ word: UInt64) -> PythonSymbol {
    var slot = PythonKeywords.slot(word)
    while slots[slot].word != 0 {
      if slots[slot].word == word { return slots[slot].symbol }
      slot = (slot + 1) & 127
    }
    return .none
  }
}
