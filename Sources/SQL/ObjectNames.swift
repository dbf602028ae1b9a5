import Syntax

extension Parser {
  /// Consumes the words that say what CREATE, ALTER, DROP or COMMENT ON is about; `none` when there are none.
  mutating func objectKind() -> ObjectKind {
    switch current {
    case .foreign:
      advance()
      if take(.table) { return .foreignTable }
      expect(.data)
      expect(.wrapper)
      return .foreignDataWrapper
    case .materialized:
      advance()
      expect(.view)
      return .materializedView
    case .access:
      advance()
      expect(.method)
      return .accessMethod
    case .event:
      advance()
      return take(.trigger) ? .eventTrigger : .event
    case .default:
      advance()
      if take(.conversion) { return .conversion }
      expect(.privileges)
      return .defaultPrivileges
    case .text:
      advance()
      expect(.search)
      return textSearchKind()
    case .user:
      advance()
      if !take(.mapping) { return .user }
      take(.for)
      return .userMapping
    case .operator:
      advance()
      if take(.class) { return .operatorClass }
      if take(.family) { return .operatorFamily }
      return .operator
    case .large:
      advance()
      expect(.object)
      return .largeObject
    case .owned:
      advance()
      expect(.by)
      return .owned
    case .procedural, .trusted:
      take(.trusted)
      take(.procedural)
      expect(.language)
      return .language
    case .constraint where peek() == .trigger:
      advance()
      advance()
      return .trigger
    default:
      let kind = current.object
      if kind != .none { advance() }
      return kind
    }
  }

  private mutating func textSearchKind() -> ObjectKind {
    let kind: ObjectKind
    switch current {
    case .configuration: kind = .textSearchConfiguration
    case .dictionary: kind = .textSearchDictionary
    case .parser: kind = .textSearchParser
    case .template: kind = .textSearchTemplate
    default:
      fail(expecting: "CONFIGURATION, DICTIONARY, PARSER or TEMPLATE")
      return .none
    }
    advance()
    return kind
  }

  /// The name of an object: for some kinds it is no plain name.
  mutating func objectName(_ kind: ObjectKind) {
    switch kind {
    case .function, .procedure, .routine, .aggregate:
      name()
      if at(.leftParen) { skipParentheses() }
    case .operator:
      let mark = mark()
      while isName(current), peek() == .dot {
        advance()
        advance()
      }
      if current.isSymbol, !at(.leftParen), !at(.semicolon) {
        advance()
      } else {
        fail(expecting: "an operator")
      }
      finish(.sqlName, from: mark, .name)
      if at(.leftParen) { skipParentheses() }
    case .cast: skipParentheses()
    case .largeObject: advance()
    case .transform:
      take(.for)
      type(.none)
      if take(.language) { name() }
    case .constraint, .trigger, .rule, .policy, .column:
      name()
    case .userMapping:
      take(.for)
      advance()
    case .type, .domain:
      name()
      while at(.leftBracket) {
        advance()
        expect(.rightBracket)
      }
    case .database where dialect == .mysql && !atName: break
    case .role, .user, .group, .owned:
      if at(.session_user) || at(.current_user) || at(.current_role) || at(.all) {
        advance()
      } else if at(.stringLiteral) {
        leaf(.sqlName, .name)
      } else {
        name()
      }
    default: name()
    }
  }
}

extension Terminal {
  fileprivate var object: ObjectKind {
    switch self {
    case .table: .table
    case .index: .index
    case .view: .view
    case .sequence: .sequence
    case .schema: .schema
    case .database: .database
    case .system: .system
    case .tablespace: .tablespace
    case .function: .function
    case .procedure: .procedure
    case .routine: .routine
    case .aggregate: .aggregate
    case .cast: .cast
    case .conversion: .conversion
    case .type: .type
    case .domain: .domain
    case .collation: .collation
    case .extension: .extension
    case .language: .language
    case .transform: .transform
    case .trigger: .trigger
    case .rule: .rule
    case .policy: .policy
    case .constraint: .constraint
    case .column: .column
    case .statistics: .statistics
    case .role: .role
    case .group: .group
    case .publication: .publication
    case .subscription: .subscription
    case .server: .server
    case .changefeed, .logfile, .spatial, .resource, .undo, .schedule, .backup: .other
    default: .none
    }
  }
}
