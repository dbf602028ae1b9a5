import SQL
import Syntax
import Testing

/// SQL lifted out of application code, and text there that only looks like it.
@Suite struct FragmentTests {
  @Test(arguments: [
    "select a plan from the list below", "Select an option", "Select all", "select one of the following",
    "Update your profile", "update failed", "delete the file", "Delete from the list below", "insert coin",
    "Insert into the slot", "Create a new file", "create user", "Drop files here",
    "With great power comes much",
    "Show details", "show more", "Set the value", "Set name to default", "Begin", "Commit", "Call me",
    "Explain this", "lock account", "Reset password", "fetch data", "Grant access to user", "release notes",
    "Use this", "Values (see below)", "replace", "move", "close", "Do it", "Analyze results",
    "don't select this",
  ])
  func englishIsNoSQL(text: String) {
    #expect(!parse(text, .postgres, .fragment).errors.isEmpty)
  }

  @Test(arguments: [
    "SELECT a FROM t WHERE id=%s AND b=:b AND c=@p AND d=? AND e=$1 AND f=%(x)s AND h->>'a' = ?",
    "SELECT a FROM t WHERE a = {a} AND b = {{ b }} AND c = ${c} AND d = #{d}",
    "SELECT \u{1} FROM \u{1}.t_\u{1} WHERE \u{1} = 'x\u{1}' AND a IN (\u{1}) \u{1} ORDER BY \u{1} LIMIT %s OFFSET %s",
    "UPDATE \u{1} SET \u{1} WHERE id IN :ids", "INSERT INTO t (\u{1}) VALUES (\u{1}), (?, ?)",
    "INSERT INTO t (a) VALUES \u{1}", "DELETE FROM t WHERE id IN %s", "begin", "commit", "SELECT 1",
    "SELECT now()", "ALTER TABLE \u{1} ADD COLUMN \u{1} \u{1}",
    "select x from t where y like '%%z' and n % 2 = 0",
    "UPDATE t SET n = n - ? WHERE id = ? AND n >= ?", "SELECT a FROM t WHERE at > now() - interval %s",
  ])
  func placeholdersAndHolesAreSQL(text: String) {
    let tree = parse(text, .postgres, .fragment)
    #expect(tree.errors.map(\.message) == [])
    expectSound(tree, text)
  }

  @Test func holesStandForNamesAndValues() {
    #expect(
      statement("SELECT \u{1} FROM \u{1}.t WHERE a = \u{1}", .postgres, .fragment) == """
        (sqlQuery
          (sqlSelect @body
            (sqlSelectItem @item
              (sqlHole @value "\\u{01}"))
            (sqlFrom
              (sqlTable
                (sqlName @table "\\u{01}.t")))
            (sqlWhere
              (sqlBinary equal
                (sqlColumn @left "a")
                (sqlHole @right "\\u{01}")))))
        """)
  }

  @Test func placeholderTokensAreParameters() {
    let tree = parse("SELECT ? + %s, :a, $2, a[b:c], x::int, y ? 'k', z % 2", .postgres, .script)
    let parameters = tree.root.descendants.filter { $0.kind == .sqlParameter }.map(\.text)
    #expect(parameters == ["?", "%s", ":a", "$2"])
    #expect(tree.errors.isEmpty)
  }
}
