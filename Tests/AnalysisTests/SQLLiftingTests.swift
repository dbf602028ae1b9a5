import SQL
import Syntax
import Testing

@testable import Analysis

/// Which strings of a program are taken for SQL.
struct SQLLiftingTests {
  private func candidates(_ program: String) -> [SQLLifting.Candidate] {
    let tree = Program.tree(program)
    return SQLLifting.candidates(in: tree, names: Names(tree), vocabulary: .sample)
  }

  private func text(_ candidate: SQLLifting.Candidate) -> String {
    String(decoding: candidate.text.bytes.map { $0 == EmbeddedText.hole ? 0x3F : $0 }, as: UTF8.self)
  }

  @Test(arguments: [
    ("cur.execute('anything')", ["anything"]),
    ("cur.execute(query='anything')", ["anything"]),
    ("q = 'SELECT a'\nq += ' FROM t'\ncur.execute(q)", ["SELECT a FROM t"]),
    ("def f(c: psycopg2.extensions.connection):\n  c.cursor().execute('anything')", ["anything"]),
    ("cur.execute(f'SELECT * FROM {t}')\n", ["SELECT * FROM ?"]),
    ("cur.execute('UPDATE t SET a = %s' % a if a else 'SELECT 1')", ["UPDATE t SET a = ?", "SELECT 1"]),
    ("from psycopg2.extras import execute_values\nexecute_values(cur, 'INSERT', v)", ["INSERT"]),
  ])
  func queryCallsTakeSQL(program: String, expected: [String]) {
    let found = candidates("import psycopg2\ncur = psycopg2.connect(d).cursor()\n" + program)
    #expect(found.map(text) == expected)
    #expect(found.allSatisfy { $0.certainty == .reachesQueryCall && $0.call != nil })
  }

  @Test(arguments: [
    ("db.execute('SELECT 1')", ["SELECT 1"]),
    ("db.execute('run the job')", []),
    ("Q = 'SELECT a FROM t'", ["SELECT a FROM t"]),
    ("Q = '''\n -- all of it\n WITH a AS (SELECT 1) SELECT * FROM a'''", ["\n -- all of it\n WITH a AS (SELECT 1) SELECT * FROM a"]),
    ("Q = 'insert into t values (%s)'", ["insert into t values (%s)"]),
    ("Q = 'DELETE FROM t WHERE ' + condition", ["DELETE FROM t WHERE ?"]),
    ("x = '\\nALTER TABLE t ADD c int'", ["\nALTER TABLE t ADD c int"]),
    ("def f():\n  'SELECT a FROM t'", []),
    ("raise ValueError('SELECT a FROM t')", []),
    ("log.info('SELECT a FROM t')", []),
    ("if q == 'SELECT a FROM t': pass", []),
    ("x = 'Select a file from the list'", []),
    ("x = 'select a file from the list'", []),
    ("x = 'Delete from cart'", []),
    ("x = 'UPDATE'", []),
    ("x = 'Create table of contents'", []),
  ])
  func otherStringsMustReadAsSQL(program: String, expected: [String]) {
    let found = candidates(program)
    #expect(found.map(text) == expected)
    #expect(found.allSatisfy { $0.certainty == .readsAsSQL })
  }

  @Test func aConstantIsLiftedOnce() {
    let found = candidates("Q = 'SELECT a FROM t'\ndef f(c): c.execute(Q)\ndef g(c): c.execute(Q)\n")
    #expect(found.count == 1)
    #expect(found.first?.call != nil)
  }
}
