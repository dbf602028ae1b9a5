import SQL
import Syntax
import Testing

/// The trees of representative statements.
@Suite struct TreeTests {
  @Test func query() {
    let text = """
      WITH a AS (SELECT 1) SELECT DISTINCT t.x AS y, count(*) FROM ONLY s.t u LEFT JOIN v USING (id)
      WHERE x = $1 OR z IN (SELECT 1) ORDER BY x DESC LIMIT 5 FOR UPDATE SKIP LOCKED
      """
    #expect(
      statement(text) == """
        (sqlQuery
          (sqlWith @with
            (sqlCommonTable
              (sqlName @name "a")
              (sqlQuery @body
                (sqlSelect @body
                  (sqlSelectItem @item
                    (sqlNumber @value "1"))))))
          (sqlSelect @body
            (sqlDistinct "DISTINCT")
            (sqlSelectItem @item
              (sqlColumn @value "t.x")
              (sqlName @alias "y"))
            (sqlSelectItem @item
              (sqlCall @value
                (sqlName @callee "count")
                (sqlStar @argument "*")))
            (sqlFrom
              (sqlJoin +left
                (sqlTable @left +only
                  (sqlName @table "s.t")
                  (sqlName @alias "u"))
                (sqlTable @right
                  (sqlName @table "v"))
                (sqlNameList @columns
                  (sqlName "id"))))
            (sqlWhere
              (sqlBinary or
                (sqlBinary @left equal
                  (sqlColumn @left "x")
                  (sqlParameter @right "$1"))
                (sqlIn @right
                  (sqlColumn @value "z")
                  (sqlQuery @source
                    (sqlSelect @body
                      (sqlSelectItem @item
                        (sqlNumber @value "1"))))))))
          (sqlOrderBy
            (sqlOrderItem +descending
              (sqlColumn @value "x")))
          (sqlLimit
            (sqlNumber "5"))
          (sqlLocking +forUpdate +skipLocked "FOR UPDATE SKIP LOCKED"))
        """)
  }

  @Test func insert() {
    #expect(
      statement("INSERT INTO t (a) VALUES (DEFAULT) ON CONFLICT (a) DO UPDATE SET a = 1 RETURNING id") == """
        (sqlInsert
          (sqlTable @table
            (sqlName @table "t"))
          (sqlNameList @columns
            (sqlName "a"))
          (sqlQuery @source
            (sqlValues @body
              (sqlRow
                (sqlDefaultValue "DEFAULT"))))
          (sqlOnConflict +doUpdate
            (sqlIndexElement
              (sqlColumn @value "a"))
            (sqlAssignment
              (sqlName @target "a")
              (sqlNumber @value "1")))
          (sqlReturning
            (sqlSelectItem @item
              (sqlColumn @value "id"))))
        """)
  }

  @Test func createTable() {
    let text = """
      CREATE TABLE t (a bigint PRIMARY KEY, b numeric(10, 2)[] DEFAULT '{}', CONSTRAINT f FOREIGN KEY (a)
      REFERENCES u (id) NOT VALID) PARTITION BY RANGE (a)
      """
    #expect(
      statement(text) == """
        (sqlCreateTable
          (sqlName @name "t")
          (sqlColumnDefinition
            (sqlName @name "a")
            (sqlType @type "bigint")
            (sqlPrimaryKey @constraint "PRIMARY KEY"))
          (sqlColumnDefinition
            (sqlName @name "b")
            (sqlType @type "numeric(10, 2)[]")
            (sqlDefault @constraint
              (sqlString @value "\\'{}\\'")))
          (sqlForeignKey @constraint +notValid
            (sqlName @name "f")
            (sqlNameList @columns
              (sqlName "a"))
            (sqlName @table "u")
            (sqlNameList @referenced
              (sqlName "id")))
          (sqlPartitionBy
            (sqlColumn "a")))
        """)
  }

  @Test func alterTable() {
    let text = """
      ALTER TABLE ONLY t ADD COLUMN IF NOT EXISTS a int NOT NULL, ALTER b TYPE text USING b::text,
      ADD CONSTRAINT k PRIMARY KEY USING INDEX i, DROP c CASCADE, ALTER d SET NOT NULL, SET (fillfactor = 70)
      """
    #expect(
      statement(text) == """
        (sqlAlterTable +only
          (sqlName @table "t")
          (sqlAddColumn @action +ifNotExists
            (sqlColumnDefinition @column
              (sqlName @name "a")
              (sqlType @type "int")
              (sqlNotNull @constraint "NOT NULL")))
          (sqlAlterColumnType @action
            (sqlName @column "b")
            (sqlType @type "text")
            (sqlCast @using
              (sqlColumn @value "b")
              (sqlType @type "text")))
          (sqlAddConstraint @action
            (sqlPrimaryKey @constraint
              (sqlName @name "k")
              (sqlName @index "i")))
          (sqlDropColumn @action +cascade
            (sqlName @column "c"))
          (sqlSetNotNull @action
            (sqlName @column "d"))
          (sqlAlterAction @action "SET (fillfactor = 70)"))
        """)
  }

  @Test func createIndex() {
    #expect(
      statement("CREATE UNIQUE INDEX CONCURRENTLY i ON t USING gin (a DESC, lower(b)) INCLUDE (c) WHERE d")
        == """
        (sqlCreateIndex +unique +concurrently
          (sqlName @name "i")
          (sqlName @table "t")
          (sqlName @method "gin")
          (sqlIndexElement +descending
            (sqlColumn @value "a"))
          (sqlIndexElement
            (sqlCall @value
              (sqlName @callee "lower")
              (sqlColumn @argument "b")))
          (sqlNameList @include
            (sqlName "c"))
          (sqlWhere
            (sqlColumn "d")))
        """)
  }

  @Test func functionBodiesStayStrings() {
    #expect(
      statement("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$x$$")
        == """
        (sqlCreateFunction function +orReplace +securityDefiner
          (sqlName @name "f")
          (sqlType @returnType "int")
          (sqlName @language "plpgsql")
          (sqlString @body "$$x$$"))
        """)
  }

  @Test func procedure() {
    let text = """
      DECLARE n int := 1;
      BEGIN
        SELECT stock INTO n FROM items;
        IF n > 0 THEN
          UPDATE items SET stock = n - 1;
        ELSE
          RAISE EXCEPTION 'sold out';
        END IF;
        FOR r IN SELECT 1 LOOP
          PERFORM f(r);
        END LOOP;
      EXCEPTION WHEN OTHERS THEN
        n := 2;
      END;
      """
    #expect(
      statement(text, .postgres, .procedure) == """
        (sqlBlock
          (sqlOther @definition
            (sqlName @name "n")
            (sqlType @type "int")
            (sqlNumber @value "1"))
          (sqlQuery
            (sqlSelect @body
              (sqlSelectItem @item
                (sqlColumn @value "stock"))
              (sqlInto
                (sqlName @table "n"))
              (sqlFrom
                (sqlTable
                  (sqlName @table "items")))))
          (sqlBlock
            (sqlBlock
              (sqlBinary @condition greater
                (sqlColumn @left "n")
                (sqlNumber @right "0"))
              (sqlUpdate
                (sqlTable @table
                  (sqlName @table "items"))
                (sqlAssignment
                  (sqlName @target "stock")
                  (sqlBinary @value subtract
                    (sqlColumn @left "n")
                    (sqlNumber @right "1")))))
            (sqlBlock @alternative
              (sqlOther
                (sqlString "\\'sold out\\'"))))
          (sqlBlock +loop
            (sqlName @target "r")
            (sqlQuery @iterable
              (sqlSelect @body
                (sqlSelectItem @item
                  (sqlNumber @value "1"))))
            (sqlQuery
              (sqlSelect @body
                (sqlSelectItem @item
                  (sqlCall @value
                    (sqlName @callee "f")
                    (sqlColumn @argument "r"))))))
          (sqlBlock @alternative
            (sqlAssignment
              (sqlName @target "n")
              (sqlNumber @value "2"))))
        """)
  }

  // MARK: Operators

  /// An expression with a parenthesis around every operator.
  private func grouped(_ node: Node) -> String {
    let parts = node.children.map { grouped($0) }
    switch node.kind {
    case .sqlBinary: return "(" + parts.joined(separator: " \(node.operator) ") + ")"
    case .sqlUnary: return "(\(node.operator) " + parts.joined() + ")"
    case .sqlIsNull: return "(" + parts.joined() + (node.has(.negated) ? " is not null)" : " is null)")
    case .sqlBetween: return "(between " + parts.joined(separator: " ") + ")"
    case .sqlCast: return "(cast " + parts.joined(separator: " ") + ")"
    default: return node.text
    }
  }

  @Test(arguments: [
    ("a OR b AND NOT c = d", "(a or (b and (not (c equal d))))"),
    ("NOT a IS NULL", "(not (a is null))"),
    ("a = b IS NOT NULL", "((a equal b) is not null)"),
    ("a + b * c ^ d % e", "(a add ((b multiply (c power d)) modulo e))"),
    ("a - b - c", "((a subtract b) subtract c)"),
    ("-a::int + 1", "((negate (cast a int)) add 1)"),
    ("- a ^ 2", "((negate a) power 2)"),
    ("a BETWEEN b + 1 AND c AND d", "((between a (b add 1) c) and d)"),
    ("a || b LIKE c || d", "((a concatenate b) like (c concatenate d))"),
    ("a -> 'b' = c", "((a jsonGet 'b') equal c)"),
    ("a < b + c AND d", "((a less (b add c)) and d)"),
    ("a AT TIME ZONE 'x' + b", "((a atTimeZone 'x') add b)"),
    ("a COLLATE x < b", "((a collate x) less b)"),
    ("a IS DISTINCT FROM b + 1 OR c", "((a isDistinctFrom (b add 1)) or c)"),
    ("a = b AND c <> d OR e >= f", "(((a equal b) and (c notEqual d)) or (e greaterOrEqual f))"),
  ])
  func operatorsBindAsInPostgres(text: String, expected: String) throws {
    let tree = parse("SELECT 1 WHERE " + text)
    let condition = try #require(tree.root.descendants.first { $0.kind == .sqlWhere }?.firstChild)
    #expect(grouped(condition) == expected)
    #expect(tree.errors.isEmpty)
  }
}
