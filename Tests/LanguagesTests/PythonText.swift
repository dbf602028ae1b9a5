import Languages
import Syntax
import Testing

func python(_ text: String) -> Tree { python(Array(text.utf8)) }

func python(_ bytes: [UInt8]) -> Tree {
  Python.parse(Source(path: "example.py", language: .python, bytes: bytes))
}

extension Tree {
  /// The dump on one line, without the module around it.
  var line: String {
    let words = dump().split(whereSeparator: { $0 == "\n" }).dropFirst()
    return String(words.map { $0.drop(while: { $0 == " " }) }.joined(separator: " ").dropLast())
  }

  var messages: [String] { errors.map(\.message) }

  func texts(_ kind: NodeKind) -> [String] {
    root.descendants.filter { $0.kind == kind }.map(\.text)
  }

  /// What is wrong with the shape of the tree: tokens that do not tile the file, nodes outside their parents, out of
  /// order, or that begin or end with trivia.
  var shapeFaults: [String] {
    var faults: [String] = []
    if tokens.first?.start != 0 { faults.append("first token") }
    if tokens.last?.kind != .endOfFile || Int(tokens.last?.start ?? 0) != source.bytes.count {
      faults.append("last token")
    }
    for index in 1..<max(tokens.count, 1) where tokens[index].start < tokens[index - 1].start {
      faults.append("token \(index)")
    }
    for node in root.descendants {
      let parent = node.parent?.range ?? TextRange(0, 0)
      if node.range.isEmpty { faults.append("empty \(node.kind) at \(node.range)") }
      if !parent.contains(node.range) { faults.append("\(node.kind) at \(node.range) leaves its parent") }
      if tokens[node.firstToken].kind.isTrivia || tokens[node.lastToken].kind.isTrivia {
        faults.append("\(node.kind) at \(node.range) has trivia at an end")
      }
      if let next = node.nextSibling, next.range.start < node.range.end {
        faults.append("\(next.kind) at \(next.range) overlaps the node before it")
      }
    }
    for error in errors where error.range.end > UInt32(source.bytes.count) {
      faults.append("error at \(error.range)")
    }
    return faults
  }
}

/// A bit of everything.
let pythonSample = #"""
  import os.path as p, sys
  from . import (a, b as c,)
  from ..m import *

  @app.route("/x", methods=["GET"])
  async def f[T: int = str, *Ts, **P](a, /, b: int = 1, *args: *Ts, c=2, **kw) -> list[int]:
      """Doc."""
      global g; nonlocal_ = 1
      x = y = await g(a, *b, k=1, **kw)
      total: int = x[1:2, ::3, ...] if not a < b <= c else -x ** -2
      async with (open(a) as fa, pool.get() as (fb, d[0])):
          fa.write(f"{x!r:>{w}} {{}} { {1: 2}[1]=}" 'tail' rb'\'')
      try:
          del a.b, c[0]
      except* (A, B) as e:
          raise X("no") from e
      else:
          assert e, 'why'
      finally:
          return a, *b

  class C(Base, metaclass=M):
      def m(self): return lambda x, *y, z=1: {**x, 'k': [i async for i, in y if i if z]}
      match = {*a, *b}; n @= (yield)

  match point, *rest:
      case {"a": 1, **r} | C(x, k=-1+2j) as z if (n := 1) in r:
          pass
      case [1, "s", None, *_] | a.b: print(x for x in y)
  while x:
  	if a: break
  	elif b: continue
  	else: yield x
  else:
      for i, *j in 1, 2_000, 0xFF, 1e5j: \
          print(i)
  type X[T] = list[T]
  s = t'{a}' + u"""b
  {c}"""
  """#

extension String {
  /// Literals above are indented like the code around them.
  var bytes: [UInt8] { Array(utf8) }
}
