import SQL
import Syntax
import Testing

func parse(
  _ text: String, _ dialect: Dialect = .postgres, _ mode: SQLFrontEnd.Mode = .script
) -> Tree {
  SQLFrontEnd.parse(
    Source(path: "test.sql", language: .sql, bytes: Array(text.utf8)), dialect: dialect, mode: mode)
}

@Test func statementsKeepTheirKinds() {
  let tree = parse("SELECT 1; CREATE INDEX i ON t (a); ALTER TABLE t ADD COLUMN a int;")
  #expect(tree.root.children.map(\.kind) == [.sqlQuery, .sqlCreateIndex, .sqlAlterTable])
  #expect(tree.errors.isEmpty)
}
