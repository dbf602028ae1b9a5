import Languages
import Syntax
import Testing

@Suite("Python expressions become nodes")
struct PythonExpressionTests {
  @Test(
    "One expression, one tree",
    arguments: [
      ("a or b and not c", #"(binary or (name @left "a") (binary @right and (name @left "b") (unary @right not (name "c"))))"#),
      ("a < b", #"(binary less (name @left "a") (name @right "b"))"#),
      ("a not in b", #"(binary notIn (name @left "a") (name @right "b"))"#),
      ("a is not b", #"(binary isNot (name @left "a") (name @right "b"))"#),
      ("a < b != c", #"(comparisonChain (name @operand "a") (name @operand "b") (name @operand "c"))"#),
      ("a - b - c", #"(binary subtract (binary @left subtract (name @left "a") (name @right "b")) (name @right "c"))"#),
      ("-a ** -b", #"(unary negate (binary power (name @left "a") (unary @right negate (name "b"))))"#),
      ("a ** b ** c", #"(binary power (name @left "a") (binary @right power (name @left "b") (name @right "c")))"#),
      ("(a) @ b", #"(binary matrixMultiply (name @left +parenthesized "a") (name @right "b"))"#),
      ("await a.b", #"(await (member (name @object "a") (name @property "b")))"#),
      (
        "a if b else c if d else e",
        #"(conditional (name @value "a") (name @condition "b") (conditional @alternative (name @value "c") "#
          + #"(name @condition "d") (name @alternative "e")))"#
      ),
      ("lambda *a, b=1: b", #"(lambda (parameter +variadic (name @name "a")) (parameter +keywordOnly (name @name "b") (number @defaultValue "1")) (name @body "b"))"#),
      ("(x := 1)", #"(namedExpression +parenthesized (name @target "x") (number @value "1"))"#),
      ("f(a, *b, c=1, **d)", #"(call (name @callee "f") (argument @argument (name @value "a")) (argument @argument +variadic (name @value "b")) (argument @argument (name @name "c") (number @value "1")) (argument @argument +keywordVariadic (name @value "d")))"#),
      ("f(x for x in y)", #"(call (name @callee "f") (argument @argument (comprehension @value +generator (name @element "x") (comprehensionClause (name @target "x") (name @iterable "y")))))"#),
      ("a[1:2, ::3]", #"(subscript (name @object "a") (tuple @index (slice (number @lower "1") (number @upper "2")) (slice (number @step "3"))))"#),
      ("a[*b]", #"(subscript (name @object "a") (tuple @index (spread (name "b"))))"#),
      ("()", #"(tuple +parenthesized "()")"#),
      ("(a,)", #"(tuple +parenthesized (name "a"))"#),
      ("[a, *b]", #"(list (name "a") (spread (name "b")))"#),
      ("{a, b}", #"(set (name "a") (name "b"))"#),
      ("{'k': v, **r}", #"(dictionary (pair (string @key "\'k\'") (name @value "v")) (spread (name "r")))"#),
      (
        "{k: v async for k, v in x if k if v}",
        #"(comprehension +dictionary (pair @element (name @key "k") (name @value "v")) (comprehensionClause "#
          + #"+async (tuple @target (name "k") (name "v")) (name @iterable "x") (name @condition "k") "#
          + #"(name @condition "v")))"#
      ),
      ("yield from a", #"(yield +from (name @value "a"))"#),
      ("True, None, ...", #"(tuple (boolean "True") (null "None") (ellipsis "..."))"#),
    ])
  func expression(text: String, tree: String) {
    #expect(python(text).line == "(expressionStatement \(tree))")
    #expect(python(text).messages == [])
  }

  @Test("Parentheses make no node, but belong to the construct around them")
  func parentheses() {
    let tree = python("((a) + (b)) * c")
    #expect(tree.texts(.name) == ["a", "b", "c"])
    #expect(tree.texts(.binary) == ["((a) + (b)) * c", "(a) + (b)"])
  }

  @Test(
    "Numbers of every form are one token",
    arguments: [
      "0", "1_000", "0xFF_ff", "0o17", "0B01", "1.", ".5", "1.5e-10", "1E5", "1e5j", "1_0.0_1J", "0777",
    ])
  func number(text: String) {
    #expect(python("x = \(text)").texts(.number) == [text])
  }

  @Test("Names may hold any letter of any script")
  func unicodeNames() {
    #expect(python("größe = 変数.été").texts(.name) == ["größe", "変数", "été"])
  }
}

@Suite("Python strings become nodes")
struct PythonStringTests {
  @Test(
    "The prefix and quotes say what a string is",
    arguments: [
      ("'a'", []), ("u\"a\"", []), ("b'a'", .binary), ("Rb'a'", [.raw, .binary]), ("BR\"a\"", [.raw, .binary]),
      (#"r'\'"'"#, .raw), ("f'a'", .formatted), ("fR'a'", [.raw, .formatted]), ("t'a'", .formatted),
      ("rT\"\"\"a\nb\"\"\"", [.raw, .formatted, .multiline]), ("'''it's \\''''", .multiline),
      ("'a\\\nb'", []),
    ] as [(String, Traits)])
  func prefixes(text: String, traits: Traits) {
    let tree = python("x = \(text)\n")
    #expect(tree.texts(.string) == [text])
    #expect(tree.messages == [])
    #expect(tree.root.descendants.first { $0.kind == .string }?.traits == traits)
  }

  @Test(
    "The holes of an f-string hold expressions",
    arguments: [
      ("f'{a}{{b}}{c!r}'", ["a", "c"]), ("f'{a=} {b = !s:>10}'", ["a", "b"]),
      ("f'{a:{b}.{c}}'", ["a", "b", "c"]), ("f'{ {1: a}[1] }'", ["a"]),
      ("f'{a['k']}'", ["a"]), (#"f"{f"{a}"}""#, ["a"]), ("f'{a != b}'", ["a", "b"]),
      ("f'{(lambda x: x)(a)}'", ["x", "x", "a"]), (#"f'\N{BULLET}{a}\{b}'"#, ["a", "b"]),
      ("f'''{\n  a  # why\n}'''", ["a"]), ("rf'\\{a}'", ["a"]), ("f'{a:%H:%M}'", ["a"]),
      ("f'{*a, b}'", ["a", "b"]), ("f'{a,}'", ["a"]), ("t'{a!r}'", ["a"]), ("f'{yield_}'", ["yield_"]),
    ])
  func holes(text: String, names: [String]) {
    let tree = python(text)
    #expect(tree.texts(.name) == names)
    #expect(tree.messages == [])
    #expect(tree.root.children(.expressionStatement).map(\.text) == [text])
  }

  @Test("Adjacent literals are one value")
  func concatenation() {
    let tree = python("x = ('a' f'{b}'\n  r'c')")
    #expect(tree.texts(.stringConcatenation) == ["'a' f'{b}'\n  r'c'"])
    #expect(tree.texts(.string) == ["'a'", "f'{b}'", "r'c'"])
  }

  @Test("An unclosed string ends with its line, and what follows is parsed")
  func unclosed() {
    for text in ["x = 'abc\ny = 1\n", "x = '''abc\ny = 1\n", "x = f'abc\ny = 1\n", "x = f'{a'\ny = 1\n"] {
      let tree = python(text)
      #expect(tree.errors.count == 1, "\(text)")
      #expect(tree.texts(.assignment).last == "y = 1", "\(text)")
    }
  }
}
