import Languages
import Syntax
import Testing

@testable import Analysis

/// Where names of a Python program come from.
struct NamesTests {
  @Test(arguments: [
    ("import psycopg2 as pg\nconn = pg.connect(d)\nconn.cursor  # ?", "psycopg2.connect().cursor"),
    ("import os.path\nos.path.join  # ?", "os.path.join"),
    ("from os import path as p\np.join  # ?", "os.path.join"),
    ("from . import db\ndb.pool  # ?", ".db.pool"),
    ("from ..core.db import pool\npool  # ?", "..core.db.pool"),
    ("open  # ?", "builtins.open"),
    ("def open(): pass\nopen  # ?", ".open"),
    ("from sqlmodel import *\nSession  # ?", "sqlmodel.Session"),
    ("import sqlite3\nwith sqlite3.connect(p) as c:\n  c.execute  # ?", "sqlite3.connect().execute"),
    (
      "import contextlib, sqlite3\nwith contextlib.closing(sqlite3.connect(p)) as c:\n  c  # ?",
      "sqlite3.connect()"
    ),
    ("import asyncpg\nasync def f():\n  c = await asyncpg.connect()\n  c.fetch  # ?", "asyncpg.connect().fetch"),
    ("from psycopg2.extensions import connection\ndef f(c: connection):\n  c  # ?", "psycopg2.extensions.connection()"),
    ("from typing import Optional\nfrom m import C\ndef f(c: Optional[C] = None):\n  c  # ?", "m.C()"),
    ("from m import C\ndef f(c: C | None):\n  c.x  # ?", "m.C().x"),
    ("from m import a, b\nx, y = a(), b()\ny  # ?", "m.b()"),
    ("from m import a\nx = None\nif x is None:\n  x = a()\nx  # ?", "m.a()"),
    ("from m import a, b\nx = a()\nx = b()\nx  # ?", "m.b()"),
    ("from m import a\nx = x or a()\nx  # ?", "m.a()"),
    ("from m import a\ndef make():\n  return a()\nx = make()\nx.y  # ?", "m.a().y"),
    ("from m import a\ndef make():\n  yield a()\nmake()  # ?", ".make()"),
    (
      "from contextlib import contextmanager\nfrom m import a\n@contextmanager\ndef make():\n  yield a()\n"
        + "with make() as x:\n  x  # ?", "m.a()"
    ),
    (
      "from m import Pool\nclass S:\n  def __init__(self):\n    self.pool = Pool()\n  def f(self):\n    self.pool.get  # ?",
      "m.Pool().get"
    ),
    ("from m import Pool\nclass S:\n  pool = Pool()\nS.pool  # ?", "m.Pool()"),
    ("from m import Pool\nclass S:\n  pool = Pool()\ns = S()\ns.pool  # ?", "m.Pool()"),
    ("class S:\n  def f(self): pass\n  def g(self):\n    self.f  # ?", ".S.f"),
    ("from m import Base\nclass S(Base):\n  def g(self):\n    self.execute  # ?", "m.Base().execute"),
    ("(lambda c: c)  # ?", nil),
    ("for x in y:\n  x  # ?", nil),
    ("x = y\ny = x\nx  # ?", nil),
  ] as [(String, String?)])
  func path(program: String, expected: String?) {
    let tree = Program.tree(program)
    #expect(Names(tree).path(of: Program.marked(tree)) == expected)
  }

  @Test func namesOfAFunctionAreItsOwn() {
    let tree = Program.tree("x = 1\ndef f():\n  x = 2\n  return x\nclass C:\n  y = 3\n  def g(self):\n    return y\n")
    let names = Names(tree)
    #expect(names.symbols.filter { $0.name == "x" }.map(\.scope.kind) == [.module, .function])
    #expect(names.symbols.first { $0.name == "y" }?.uses.isEmpty == true)
  }

  @Test func globalAndNonlocalBindOutside() {
    let tree = Program.tree(
      "def f():\n  global x\n  x = 1\n  n = 0\n  def g():\n    nonlocal n\n    n += 1\n  return g\n")
    let names = Names(tree)
    #expect(names.symbols.filter { $0.name == "x" }.map(\.scope.kind) == [.module])
    #expect(names.symbols.first { $0.name == "n" }?.bindings.count == 2)
  }

  @Test func fieldsCollectTheirBindingsAndUses() {
    let tree = Program.tree(
      "class C:\n  cache = {}\n  def f(self, k):\n    self.cache[k] = 1\n  def g(self):\n    self.cache = {}\n    C.cache\n")
    let field = Names(tree).symbols.first { $0.name == "cache" }
    #expect(field?.bindings.count == 2)
    #expect(field?.uses.count == 2)
  }

  @Test(arguments: [
    ("def f(): pass\nf()  # ?", "f"),
    ("class C:\n  def f(self): pass\n  def g(self):\n    self.f()  # ?", "f"),
    ("class B:\n  def f(self): pass\nclass C(B):\n  def g(self):\n    self.f()  # ?", "f"),
    ("class C:\n  def __init__(self): pass\nC()  # ?", "__init__"),
    ("class C:\n  def f(self): pass\nc = C()\nc.f()  # ?", "f"),
    ("import f\nf()  # ?", nil),
  ] as [(String, String?)])
  func calledFunction(program: String, expected: String?) {
    let tree = Program.tree(program)
    let function = Names(tree).function(calledBy: Program.marked(tree))
    #expect(function?.child(Role.name)?.text == expected)
  }

  @Test func widelySharedNamesEnd() {
    var program = "a0 = unknown\n"
    for step in 1..<300 { program += "a\(step) = a\(step - 1) or a\(step - 1)\n" }
    let tree = Program.tree(program + "a299  # ?")
    #expect(Names(tree).path(of: Program.marked(tree)) == nil)
  }

  @Test func longChainsEnd() {
    let tree = Program.tree("import a\na" + String(repeating: ".b()", count: 20_000) + "  # ?")
    let names = Names(tree)
    for call in tree.root.descendants where call.kind == .call { _ = names.path(of: call) }
    #expect(names.path(of: Program.marked(tree)) == nil)
  }
}

/// A Python program in a test.
enum Program {
  static func tree(_ text: String) -> Tree {
    Python.parse(Source(path: "a.py", language: .python, bytes: Array(text.utf8)))
  }

  /// The expression on the line that ends with `# ?`.
  static func marked(_ tree: Tree) -> Node {
    let bytes = tree.source.bytes
    let mark = bytes.lastIndex(of: UInt8(ascii: "#")) ?? 0
    let statement = tree.root.descendants.filter { $0.kind == .expressionStatement && Int($0.range.end) <= mark }.last
    return statement?.firstChild ?? tree.root
  }
}
