import Languages
import Syntax
import Testing

@Suite("Python statements become nodes")
struct PythonStatementTests {
  @Test(
    "One statement, one tree",
    arguments: [
      ("x = y = 1", #"(assignment (name @target "x") (name @target "y") (number @value "1"))"#),
      ("x: int = 1", #"(assignment (name @target "x") (name @annotation "int") (number @value "1"))"#),
      ("x += 1", #"(assignment add (name @target "x") (number @value "1"))"#),
      (
        "a, *b = c",
        #"(assignment (tuple @target (name "a") (spread (name "b"))) (name @value "c"))"#
      ),
      ("x = yield", #"(assignment (name @target "x") (yield @value "yield"))"#),
      ("return", #"(return "return")"#),
      ("return 1, *a", #"(return (tuple @value (number "1") (spread (name "a"))))"#),
      ("raise E from c", #"(throw (name @value "E") (name @cause "c"))"#),
      ("assert a, b", #"(assert (name @condition "a") (name @message "b"))"#),
      ("del a, b.c", #"(delete (name "a") (member (name @object "b") (name @property "c")))"#),
      ("global a, b", #"(global (name @name "a") (name @name "b"))"#),
      ("import a.b as c", #"(import (importItem (dottedName @name "a.b") (name @alias "c")))"#),
      ("from . import a", #"(importFrom (importItem (name @name "a")))"#),
      (
        "from .m.n import (a as b,)",
        #"(importFrom (dottedName @module "m.n") (importItem (name @name "a") (name @alias "b")))"#
      ),
      ("from m import *", #"(importFrom (dottedName @module "m") (importItem +wildcard "*"))"#),
      (
        "type X[T] = int",
        #"(typeAlias (name @name "X") (typeParameter @typeParameter (name @name "T")) (name @value "int"))"#
      ),
      ("type = 1", #"(assignment (name @target "type") (number @value "1"))"#),
      (
        "if a: pass\nelif b: pass\nelse: pass",
        #"(if (name @condition "a") (block @body (pass "pass")) (if @alternative (name @condition "b") "#
          + #"(block @body (pass "pass")) (block @alternative (pass "pass"))))"#
      ),
      (
        "async for i, in a: pass\nelse: pass",
        #"(forLoop +async (tuple @target (name "i")) (name @iterable "a") (block @body (pass "pass")) "#
          + #"(block @alternative (pass "pass")))"#
      ),
      (
        "try: pass\nexcept* A as e: pass\nfinally: pass",
        #"(try (block @body (pass "pass")) (handler +group (name @type "A") (name @name "e") "#
          + #"(block @body (pass "pass"))) (block @finalizer (pass "pass")))"#
      ),
      (
        "try: pass\nexcept A, B: pass",
        #"(try (block @body (pass "pass")) (handler (tuple @type (name "A") (name "B")) "#
          + #"(block @body (pass "pass"))))"#
      ),
      (
        "@a.b\nclass C(D, k=1): pass",
        #"(class (decorator (member (name @object "a") (name @property "b"))) (name @name "C") "#
          + #"(argument @argument (name @value "D")) (argument @argument (name @name "k") (number @value "1")) "#
          + #"(block @body (pass "pass")))"#
      ),
      (
        "async def f(a, /, b=1, *, c: int, **d) -> int: pass",
        #"(function +async (name @name "f") (parameter +positionalOnly (name @name "a")) "#
          + #"(parameter (name @name "b") (number @defaultValue "1")) "#
          + #"(parameter +keywordOnly (name @name "c") (name @annotation "int")) "#
          + #"(parameter +keywordVariadic (name @name "d")) (name @returnType "int") "#
          + #"(block @body (pass "pass")))"#
      ),
    ])
  func statement(text: String, tree: String) {
    #expect(python(text).line == tree)
    #expect(python(text).messages == [])
  }

  @Test(
    "The parentheses of a with statement hold its items, unless they are part of an expression",
    arguments: [
      ("with (open(a) as b, c): pass", 2), ("with (a, b): pass", 2), ("with (a): pass", 1),
      ("with (a) as b, c: pass", 2), ("with (a, b) as c: pass", 1), ("with (a).b() as c: pass", 1),
      ("with (yield a): pass", 1), ("with (a := b): pass", 1), ("with (*a, b): pass", 1),
      ("with (a for a in b): pass", 1), ("with (a if b else c) as d: pass", 1),
      ("with (\n  a as b,\n  c as d,\n): pass", 2), ("with a as (b, c), d as e[0]: pass", 2),
    ])
  func withItems(text: String, count: Int) {
    let tree = python(text)
    #expect(tree.texts(.withItem).count == count)
    #expect(tree.messages == [])
  }

  @Test(
    "match, case, type and _ are names wherever they begin no such statement",
    arguments: [
      "match = 1", "match.group(1)", "match(x)", "match[x]: int", "match, case = case, match",
      "match * x", "case = type", "type(x)", "type.x = _", "print(match, case)", "match -x",
      "def match(case): return case",
    ])
  func softKeywords(text: String) {
    let tree = python(text)
    #expect(tree.messages == [])
    #expect(tree.texts(.switch) == [])
  }

  @Test("A match statement has cases with patterns, guards and bodies")
  func match() {
    let tree = python("match (a):\n  # first\n  case C(x, k=1) | [_, *r] as z if z: f()\n  case _: pass\n")
    #expect(tree.messages == [])
    #expect(
      tree.line
        == #"(switch (name @subject +parenthesized "a") (switchCase (pattern @pattern (pattern (pattern "#
        + #"(name "C") (name "x") (name "k") (number "1")) (pattern (name "_") (spread (name "r"))) "#
        + #"(name "z"))) (name @guard "z") (block @body (expressionStatement (call (name @callee "f"))))) "#
        + #"(switchCase (pattern @pattern (name "_")) (block @body (pass "pass"))))"#)
  }

  @Test(
    "Patterns of every form",
    arguments: [
      "1", "-1", "1+2j", "-1.5-2j", "'a' 'b'", "b'x'", "None", "True", "a.b.c", "x", "_", "(x)", "()",
      "(x,)", "x, y", "x, *_", "[x, [y]]", "{}", "{'a': x, **r}", "{a.b: 1, 2: _}", "C()", "a.C(x, k=y,)",
      "1 | 2 | x", "(1 | 2) as x", "[1 as x, 2]", "C(x=1 | 2)",
    ])
  func pattern(text: String) {
    #expect(python("match v:\n  case \(text) if g: pass\n").messages == [])
  }
}
