import SQL
import Syntax
import Testing

/// A broken statement costs one error; what stands before and behind it is parsed.
@Suite struct RecoveryTests {
  private func kinds(_ text: String, _ mode: SQLFrontEnd.Mode = .script) -> [NodeKind] {
    parse(text, .postgres, mode).root.children.map(\.kind)
  }

  private func errors(_ text: String, _ mode: SQLFrontEnd.Mode = .script) -> [String] {
    let tree = parse(text, .postgres, mode)
    return tree.errors.map { "\(LineMap(tree.source.bytes).line(at: $0.range.start)): \($0.message)" }
  }

  @Test func theStatementBehindASemicolonIsParsed() {
    let text = "SELECT a FROM t WHERE;\nCREATE INDEX i ON t (a);\nALTER TABLE t ADD;\nDROP TABLE t;"
    #expect(kinds(text) == [.sqlQuery, .sqlCreateIndex, .sqlAlterTable, .sqlDropTable])
    #expect(
      errors(text) == ["1: expected an expression, found “;”", "3: expected a name, found “;”"])
  }

  @Test func aMissingSemicolonCostsNoStatement() {
    let text = "CREATE TABLE a (x int)\n\nCREATE TABLE b (y int);\nSELEC 1\nALTER TABLE t DROP COLUMN c;"
    #expect(kinds(text) == [.sqlCreateTable, .sqlCreateTable, .error, .sqlAlterTable])
    #expect(
      errors(text) == ["3: unexpected “CREATE”", "4: expected a statement, found “SELEC”"])
  }

  @Test func whatWasReadOfABrokenStatementIsKept() {
    let tree = parse("ALTER TABLE t ADD COLUMN a int, FROB b, DROP COLUMN c")
    let column = tree.root.descendants.first { $0.kind == .sqlAddColumn }
    #expect(column?.text == "ADD COLUMN a int")
    #expect(tree.root.firstChild?.range.count == tree.source.bytes.count)
  }

  @Test(arguments: [
    ("SELECT 1; SELECT 'abc", "1: unterminated string"),
    ("SELECT 1; INSERT INTO t VALUES ('abc", "1: unterminated string"),
    ("SELECT 1; DO $x$ BEGIN", "1: unterminated dollar-quoted string"),
    ("SELECT 1; SELECT 2 /* /* x */", "1: unterminated comment"),
    ("SELECT 1; SELECT \"abc", "1: unterminated quoted identifier"),
  ])
  func anUnterminatedTokenIsOneError(text: String, message: String) {
    #expect(errors(text) == [message])
    #expect(kinds(text).first == .sqlQuery)
    #expect(kinds(text).count == 2)
  }

  @Test func conflictMarkersAndClientCommandsAreSkipped() {
    let text = """
      \\set ON_ERROR_STOP on
      SELECT 1 \\gset
      <<<<<<< HEAD
      SELECT 2;
      =======
      SELECT 3;
      >>>>>>> branch
      COPY t (a) FROM stdin;
      1\tit's; not SQL
      \\.
      SELECT 4;
      """
    #expect(errors(text) == [])
    #expect(kinds(text) == [.sqlQuery, .sqlQuery, .sqlQuery, .sqlCopy, .sqlQuery])
  }

  @Test func aBrokenStatementInAProcedureCostsOnlyItself() {
    let text = """
      DECLARE n int := 1;
      BEGIN
        SELEC 1;
        UPDATE t SET a = 1;
        IF n > THEN
          DELETE FROM t;
        END IF;
      END
      """
    #expect(errors(text, .procedure).count <= 3)
    let found = parse(text, .postgres, .procedure).root.descendants.map(\.kind)
    #expect(found.contains(.sqlUpdate))
  }

  @Test func semicolonsInsideAStatementDoNotEndIt() {
    #expect(
      kinds("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3").count == 2)
    #expect(kinds("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3").count == 2)
    #expect(kinds("DO 'BEGIN; END'; SELECT $$;$$; SELECT ';', \"a;b\" -- ;\n").count == 3)
  }
}
