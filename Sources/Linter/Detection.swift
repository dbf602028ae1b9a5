import Syntax

/// Tells a file's language from its name, and from its first line where the name says nothing.
enum Detection {
  static func language(name: ArraySlice<UInt8>, bytes: [UInt8]) -> Language {
    language(name: name) ?? language(shebang: bytes) ?? .text
  }

  /// By extension, in any case.
  static func language(name: ArraySlice<UInt8>) -> Language? {
    let name = String(decoding: name, as: UTF8.self)
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return byExtension[name[name.index(after: dot)...].lowercased()]
  }

  private static let byExtension: [String: Language] = [
    "sql": .sql, "ddl": .sql, "psql": .sql, "pgsql": .sql,
    "py": .python, "pyi": .python, "pyw": .python,
    "js": .javascript, "jsx": .javascript, "mjs": .javascript, "cjs": .javascript,
    "ts": .typescript, "tsx": .typescript, "mts": .typescript, "cts": .typescript,
    "go": .go, "java": .java, "kt": .kotlin, "kts": .kotlin,
    "rb": .ruby, "rake": .ruby, "gemspec": .ruby, "php": .php, "cs": .csharp,
  ]

  /// By the interpreter of a `#!` line.
  private static func language(shebang bytes: [UInt8]) -> Language? {
    guard bytes.starts(with: "#!".utf8) else { return nil }
    let line = bytes.prefix(256).prefix { $0 != 0x0A && $0 != 0x0D }
    let words = String(decoding: line.dropFirst(2), as: UTF8.self).split(separator: " ")
    for word in words.prefix(4) {
      let program = word.split(separator: "/").last ?? word
      let name = program.prefix { $0.isLetter }
      switch name {
      case "python", "pypy": return .python
      case "node", "deno", "bun": return .javascript
      case "ruby": return .ruby
      case "php": return .php
      case "psql": return .sql
      default: continue
      }
    }
    return nil
  }
}
