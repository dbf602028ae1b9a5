import SQL
import Syntax
import Testing

@Suite struct DialectTests {
  @Test(arguments: [
    ("CREATE TABLE `t` (`a` int)", Dialect.mysql), ("CREATE TABLE t (a int) ENGINE=InnoDB", .mysql),
    ("CREATE TABLE t (a int AUTO_INCREMENT)", .mysql),
    ("INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1", .mysql),
    ("ALTER TABLE t ADD INDEX i (a)", .mysql), ("DROP INDEX i ON t", .mysql),
    ("CREATE TABLE t (a integer primary key autoincrement)", .sqlite), ("PRAGMA foreign_keys = on", .sqlite),
    ("CREATE TABLE t (a serial); -- `x`", .postgres), ("SELECT a @@ b, '`'", .postgres), ("", .postgres),
    ("DO $$ BEGIN END $$", .postgres), ("DROP INDEX i", .postgres),
  ])
  func textTellsItsDialect(text: String, dialect: Dialect) {
    #expect(SQLFrontEnd.detectDialect(Array(text.utf8)) == dialect)
  }

  @Test(arguments: [
    "SELECT `a`, \"text\", 'it\\'s', @x := 1, a DIV b, a XOR b FROM t USE INDEX (i) WHERE a REGEXP 'x' && b || !c LIMIT 5, 10 # end",
    "SELECT SQL_CALC_FOUND_ROWS a FROM t STRAIGHT_JOIN u JOIN v WHERE ts > NOW() - INTERVAL 1 DAY LOCK IN SHARE MODE",
    "SELECT GROUP_CONCAT(DISTINCT a ORDER BY b SEPARATOR ', '), CAST(a AS UNSIGNED), CONVERT(a USING utf8mb4), _utf8'x' FROM t",
    "SELECT MATCH (a) AGAINST ('x' IN BOOLEAN MODE) FROM t", "INSERT IGNORE INTO t SET a = 1, b = 2",
    "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a) + 1", "REPLACE INTO t VALUES (1)",
    "UPDATE a JOIN b ON a.id = b.id SET a.x = b.x WHERE b.y ORDER BY a.id LIMIT 10",
    "UPDATE a, b SET a.x = 1",
    "DELETE a, b FROM a JOIN b ON a.id = b.id WHERE a.x", "DELETE FROM t ORDER BY a LIMIT 10",
    "CREATE TABLE t (`id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'x', s enum('a','b') CHARACTER SET utf8 COLLATE utf8_bin DEFAULT 'a', ts timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (id), UNIQUE KEY u (s(10) DESC), KEY k (ts) USING BTREE, FULLTEXT KEY f (s)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
    "ALTER TABLE t ADD INDEX i (a), MODIFY COLUMN b int NOT NULL AFTER a, CHANGE c d int FIRST, DROP INDEX j, DROP PRIMARY KEY, ENGINE=InnoDB, ALGORITHM=INPLACE",
    "/*!40101 SET NAMES utf8 */; SET @a = 1, GLOBAL b = 2; USE d; SHOW TABLES; LOCK TABLES t WRITE; UNLOCK TABLES",
    "DELIMITER //\nCREATE PROCEDURE p() BEGIN DECLARE x int DEFAULT 1; IF x THEN SELECT 1; END IF; END//\nDELIMITER ;\nSELECT 1",
  ])
  func mysqlIsRead(text: String) {
    let tree = parse(text, .mysql)
    #expect(tree.errors.map(\.message) == [])
    expectSound(tree, text)
  }

  @Test(arguments: [
    "CREATE TABLE [t] (id INTEGER PRIMARY KEY AUTOINCREMENT, a, `b` TEXT COLLATE NOCASE ON CONFLICT REPLACE) WITHOUT ROWID",
    "INSERT OR REPLACE INTO t VALUES (?1, $name, :b, @c)",
    "SELECT a GLOB 'x', b IS c, d NOT NULL, e == f FROM t INDEXED BY i",
    "CREATE TRIGGER t AFTER INSERT ON u BEGIN UPDATE v SET a = 1; SELECT RAISE(ABORT, 'x'); END; SELECT 1",
    ".bail on\nPRAGMA foreign_keys = ON; ATTACH 'x' AS y; EXPLAIN QUERY PLAN SELECT 1; BEGIN IMMEDIATE",
    "SELECT a FROM t ORDER BY b LIMIT 1, 2", "CREATE VIRTUAL TABLE t USING fts5(a, b)",
  ])
  func sqliteIsRead(text: String) {
    let tree = parse(text, .sqlite)
    #expect(tree.errors.map(\.message) == [])
    expectSound(tree, text)
  }
}
