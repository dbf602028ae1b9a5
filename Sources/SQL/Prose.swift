import Syntax

/// English that begins as SQL does. Text lifted out of a program may be a label or a message: there, the
/// verbs of everyday sentences begin a statement only where they are written as SQL is.
extension Parser {
  /// Whether the word at the cursor begins no statement of lifted text.
  var isProseVerb: Bool {
    guard mode == .fragment else { return false }
    let letters = source[range(ofToken: token)]
    let isUpper = letters.allSatisfy { $0 & 0x20 == 0 || $0 == 0x5F }
    if isUpper { return false }
    let isLower = letters.allSatisfy { $0 & 0x20 != 0 || $0 == 0x5F }
    guard isLower else { return true }
    switch current {
    case .lock: return peek() != .table && peek() != .tables
    case .release: return peek() != .savepoint
    case .start: return peek() != .transaction
    case .grant, .revoke: return !statementHasOn
    case .show, .fetch, .move, .listen, .notify, .unlisten, .reset, .analyze, .analyse, .cluster, .execute,
      .close,
      .end, .abort, .import, .load, .discard, .checkpoint, .reassign:
      return true
    default: return false
    }
  }

  private var statementHasOn: Bool {
    var index = position
    while index < lexemes.count {
      switch lexemes[index].terminal {
      case .on: return true
      case .semicolon, .endOfText: return false
      default: index += 1
      }
    }
    return false
  }

  /// Whether the token consumed last is a word such as "the", which names no table that is followed by
  /// another word.
  var lastIsDeterminer: Bool {
    guard mode == .fragment, lastToken >= 0, tokens[lastToken].kind == .identifier else { return false }
    let word = source[range(ofToken: lastToken)].map { $0 | 0x20 }
    return Parser.determiners.contains(word)
  }

  private static let determiners: [[UInt8]] = [
    "the", "your", "this", "that", "these", "those", "our", "my", "their",
  ]
  .map { Array($0.utf8) }
}
