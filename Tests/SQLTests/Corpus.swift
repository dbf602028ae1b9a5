import SQL
import Syntax
import Testing

func parse(
  _ text: String, _ dialect: Dialect = .postgres, _ mode: SQLFrontEnd.Mode = .script
) -> Tree {
  parse(Array(text.utf8), dialect, mode)
}

func parse(_ bytes: [UInt8], _ dialect: Dialect = .postgres, _ mode: SQLFrontEnd.Mode = .script) -> Tree {
  SQLFrontEnd.parse(Source(path: "test.sql", language: .sql, bytes: bytes), dialect: dialect, mode: mode)
}

/// The tree of one statement, without the node of the script around it.
func statement(
  _ text: String, _ dialect: Dialect = .postgres, _ mode: SQLFrontEnd.Mode = .script
) -> String {
  let tree = parse(text, dialect, mode)
  let lines = tree.dump().split(separator: "\n").dropFirst().map { String($0.dropFirst(2)) }
  return String(lines.joined(separator: "\n").dropLast()) + tree.errors.map { "\n! \($0.message)" }.joined()
}

/// What a tree must be whatever its text: see `Tree` and `Token`.
func expectSound(_ tree: Tree, _ comment: String) {
  let tokens = tree.tokens
  let isLossless =
    tokens.first?.start == 0 && tokens.last?.kind == .endOfFile
    && Int(tokens[tokens.count - 1].start) == tree.source.bytes.count
    && zip(tokens, tokens.dropFirst()).allSatisfy { $0.start < $1.start }
    || tree.source.bytes.isEmpty
  #expect(isLossless, "\(comment)")
  for node in tree.root.subtree {
    var end = node.range.start
    for child in node.children {
      let isInside = node.range.contains(child.range) && child.range.start >= end && !child.range.isEmpty
      if !isInside { Issue.record("\(comment): \(child.kind) in \(node.kind)") }
      end = child.range.end
    }
  }
}

/// Statements of every sort that every suite over prefixes and deletions runs through.
let corpus: [String] = """
  SELECT DISTINCT ON (a) a, t.*, count(*) FILTER (WHERE b > 1) AS "n" FROM ONLY s.t x, LATERAL f(1) WITH
  ORDINALITY g(p, q)

  SELECT sum(x) OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), lag(x) OVER w
  FROM t WINDOW w AS (ORDER BY a)

  SELECT a FROM t LEFT JOIN u USING (id) CROSS JOIN v WHERE a = $1 OR b IN (1, 2) AND c NOT BETWEEN 1 AND 2
  GROUP BY ROLLUP (a) HAVING max(b) > 1 ORDER BY a DESC NULLS LAST LIMIT 10 OFFSET 5 FOR UPDATE OF t SKIP
  LOCKED

  WITH RECURSIVE a (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM a), b AS MATERIALIZED (DELETE FROM t
  RETURNING *) SELECT * FROM a, b

  (SELECT 1) UNION ALL (SELECT ((SELECT 2) + 3)) INTERSECT SELECT a[1:2], (b).c, -d::int, interval '1 day',
  E'x\\n'
  'y' FROM t

  SELECT CASE a WHEN 1 THEN 'x' ELSE 'y' END, CAST(a AS numeric(10, 2)), extract(year FROM b), ARRAY[1, 2],
  ROW(1, 2), x ->> 'k' FROM t WHERE NOT EXISTS (SELECT 1) AND a = ANY ($1) AND b IS NOT NULL AND c LIKE 'x%'
  ESCAPE '!'

  INSERT INTO s.t AS x (a, b) VALUES (1, DEFAULT), ($$x$$, now()) ON CONFLICT (a) WHERE b DO UPDATE SET a =
  excluded.a, (b, c) = (1, 2) WHERE x.a < 1 RETURNING id AS n

  UPDATE ONLY t AS x SET a = a - 1, b[1] = DEFAULT FROM u WHERE x.id = u.id RETURNING *

  DELETE FROM t USING u WHERE t.id = u.id RETURNING t.id

  MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.x THEN UPDATE SET a = 1 WHEN NOT MATCHED THEN
  INSERT (a) VALUES (1)

  CREATE TABLE IF NOT EXISTS s.t (a bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text NOT NULL DEFAULT
  'x', c int REFERENCES u (id) ON DELETE CASCADE, CONSTRAINT k UNIQUE (b), CHECK (a > 0) NOT VALID, EXCLUDE
  USING gist (a WITH =), LIKE v INCLUDING ALL) PARTITION BY RANGE (a)

  CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY t USING btree (a DESC, lower(b) text_pattern_ops)
  INCLUDE (c) WHERE d IS NULL

  ALTER TABLE IF EXISTS t ADD COLUMN a int DEFAULT 0, DROP COLUMN b CASCADE, ALTER COLUMN c TYPE bigint
  USING c::bigint, ALTER d SET NOT NULL, ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u NOT VALID, VALIDATE
  CONSTRAINT f, SET (fillfactor = 70)

  CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END

  CREATE RULE r AS ON INSERT TO t DO INSTEAD (INSERT INTO u VALUES (1); DELETE FROM v)

  CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1 GRANT SELECT ON t TO x

  CREATE TRIGGER t BEFORE UPDATE ON x FOR EACH ROW WHEN (OLD.a <> NEW.a) EXECUTE FUNCTION f()

  DO $do$ BEGIN NULL; END $do$ LANGUAGE plpgsql

  COMMENT ON COLUMN t.a IS 'x'; SET LOCAL lock_timeout = '1s'; VACUUM (FULL, ANALYZE false) t; LOCK TABLE t
  IN SHARE MODE NOWAIT
  """.split(separator: "\n\n").map(String.init)
