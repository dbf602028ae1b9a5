import SQL
import Syntax
import Testing

@testable import Analysis

/// What is known before each statement of a migration.
struct MigrationTests {
  /// A migration, and the moment before its last statement that is `select`.
  private struct Script {
    let tree: Tree
    let migration: Migration

    init(_ sql: String, path: String = "x.sql") {
      tree = SQLFrontEnd.parse(Source(path: path, language: .sql, bytes: Array(sql.utf8)))
      migration = Migration(tree: tree, embedded: [])
    }

    /// Before the last statement.
    var last: Moment {
      tree.root.children.reversed().first.map { migration.moment(at: $0) } ?? migration.end
    }
  }

  @Test(arguments: [
    "CREATE TABLE t (a int); SELECT 1",
    "CREATE TABLE IF NOT EXISTS t (a int); SELECT 1",
    "CREATE TEMP TABLE t (a int); SELECT 1",
    "CREATE TABLE public.t AS SELECT 1; SELECT 1",
    "SELECT 1 AS a INTO t; SELECT 1",
    "CREATE TABLE t PARTITION OF p DEFAULT; SELECT 1",
    "CREATE MATERIALIZED VIEW t AS SELECT 1; SELECT 1",
    "CREATE TABLE u (a int); ALTER TABLE u RENAME TO t; SELECT 1",
    "CREATE TABLE s.u (a int); ALTER TABLE s.u RENAME TO t; SELECT 1",
    "BEGIN; CREATE TABLE t (a int); COMMIT; SELECT 1",
    "BEGIN; CREATE TABLE t (a int); SAVEPOINT s; CREATE TABLE u (a int); ROLLBACK TO s; SELECT 1",
    "CREATE TABLE T (a int); SELECT 1",
  ])
  func whatTheScriptCreatesIsNew(sql: String) {
    #expect(Script(sql).last.isCreatedHere(SQLName("t")))
  }

  @Test(arguments: [
    "SELECT 1",
    "ALTER TABLE t ADD a int; SELECT 1",
    "CREATE TABLE t (a int); DROP TABLE t; SELECT 1",
    "BEGIN; CREATE TABLE t (a int); ROLLBACK; SELECT 1",
    "SAVEPOINT x; BEGIN; SAVEPOINT s; CREATE TABLE t (a int); ROLLBACK TO SAVEPOINT s; SELECT 1",
    "CREATE TABLE \"T\" (a int); SELECT 1",
    "CREATE TABLE t (a int); ALTER TABLE t RENAME TO u; SELECT 1",
    "BEGIN; CREATE TABLE u (a int); ALTER TABLE u RENAME TO t; ROLLBACK; SELECT 1",
  ])
  func whatWasThereBeforeIsNot(sql: String) {
    #expect(!Script(sql).last.isCreatedHere(SQLName("t")))
  }

  @Test func schemasAreToldApart() {
    let moment = Script("CREATE TABLE a.t (x int); SELECT 1").last
    #expect(moment.isCreatedHere(SQLName(schema: "a", "t")))
    #expect(moment.isCreatedHere(SQLName("t")))
    #expect(!moment.isCreatedHere(SQLName(schema: "b", "t")))
  }

  @Test(arguments: [
    ("BEGIN; SELECT 1", true), ("START TRANSACTION; SELECT 1", true), ("BEGIN; COMMIT; SELECT 1", false),
    ("BEGIN; END; SELECT 1", false), ("BEGIN; ROLLBACK; SELECT 1", false),
    ("BEGIN; SAVEPOINT a; ROLLBACK TO a; SELECT 1", true), ("SELECT 1", false),
    ("-- +goose Up\nSELECT 1", true), ("-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1", false),
    ("-- migrate:up\nSELECT 1", true), ("-- migrate:up transaction:false\nSELECT 1", false),
    ("-- +migrate Up\nSELECT 1", true), ("-- +migrate Up notransaction\nSELECT 1", false),
    ("--liquibase formatted sql\n--changeset ann:1\nSELECT 1", true),
    ("--changeset ann:1 runInTransaction:false\nSELECT 1", false),
  ])
  func transactionsAreFollowed(sql: String, isOpen: Bool) {
    #expect((Script(sql).last.transaction != nil) == isOpen)
  }

  @Test(arguments: [
    ("db/V7__orders.sql", "SELECT 1", true), ("db/V7__orders.sql", "VACUUM", false),
    ("migrations/7_orders.up.sql", "SELECT 1; SELECT 2", true), ("migrations/7_orders.up.sql", "SELECT 1", false),
    ("prisma/migrations/20250102030405_orders/migration.sql", "SELECT 1; SELECT 2", true),
    ("queries/orders.sql", "SELECT 1; SELECT 2", false),
  ])
  func thePathTellsTheTool(path: String, sql: String, isOpen: Bool) {
    #expect((Script(sql, path: path).last.transaction != nil) == isOpen)
  }

  @Test(arguments: [
    ("BEGIN; ALTER TABLE t ADD a int; SELECT 1", LockMode.accessExclusive),
    ("BEGIN; CREATE INDEX ON t (a); SELECT 1", .share),
    ("BEGIN; CREATE INDEX ON t (a); ALTER TABLE t ADD a int; CREATE INDEX ON t (b); SELECT 1", .accessExclusive),
    ("BEGIN; ALTER TABLE u ADD FOREIGN KEY (a) REFERENCES t (a); SELECT 1", .shareRowExclusive),
    ("BEGIN; CREATE TABLE u (a int REFERENCES t (a)); SELECT 1", .shareRowExclusive),
    ("BEGIN; LOCK TABLE t IN SHARE MODE; SELECT 1", .share),
    ("BEGIN; ALTER TABLE t DISABLE TRIGGER x; SELECT 1", .shareRowExclusive),
    ("BEGIN; CREATE TABLE x PARTITION OF t DEFAULT; SELECT 1", .accessExclusive),
  ])
  func locksAreHeldUntilTheTransactionEnds(sql: String, mode: LockMode) {
    #expect(Script(sql).last.heldLock(on: SQLName("t"))?.mode == mode)
  }

  @Test(arguments: [
    "ALTER TABLE t ADD a int; SELECT 1",
    "BEGIN; ALTER TABLE t ADD a int; COMMIT; SELECT 1",
    "BEGIN; ALTER TABLE t ADD a int; COMMIT; BEGIN; SELECT 1",
    "BEGIN; SAVEPOINT s; ALTER TABLE t ADD a int; ROLLBACK TO s; SELECT 1",
    "BEGIN; ALTER TABLE t VALIDATE CONSTRAINT c; SELECT 1",
    "BEGIN; ALTER TABLE t SET (fillfactor = 90); SELECT 1",
    "BEGIN; ALTER TABLE t ALTER COLUMN a SET STATISTICS 100; SELECT 1",
    "BEGIN; ALTER TABLE u ADD a int; SELECT 1",
    "BEGIN; UPDATE t SET a = 1; SELECT 1",
  ])
  func otherwiseNoLockIsHeld(sql: String) {
    #expect(Script(sql).last.heldLock(on: SQLName("t")) == nil)
  }

  @Test(arguments: [
    ("SET lock_timeout = '5s'; SELECT 1", true), ("SET lock_timeout TO 0; SELECT 1", false),
    ("BEGIN; SET LOCAL lock_timeout = '5s'; SELECT 1", true),
    ("BEGIN; SET LOCAL lock_timeout = '5s'; COMMIT; SELECT 1", false), ("SET LOCAL lock_timeout = '5s'; SELECT 1", false),
    ("SET lock_timeout = '5s'; RESET lock_timeout; SELECT 1", false),
    ("SELECT set_config('lock_timeout', '5s', false); SELECT 1", true),
  ])
  func lockTimeoutIsFollowed(sql: String, isSet: Bool) {
    #expect((Script(sql).last.lockTimeout != nil) == isSet)
  }

  @Test func columnsAndConstraintsAreFollowed() {
    let moment = Script(
      """
      ALTER TABLE t ADD a varchar(10) NOT NULL DEFAULT '', ADD b int;
      ALTER TABLE t ALTER COLUMN b TYPE bigint;
      ALTER TABLE t ADD CONSTRAINT c CHECK (b IS NOT NULL AND b > 0) NOT VALID;
      ALTER TABLE t RENAME COLUMN a TO z;
      SELECT 1
      """
    ).last
    let table = SQLName("t")
    #expect(moment.column(SQLName("z"), of: table)?.type == SQLType("varchar(10)"))
    #expect(moment.column(SQLName("z"), of: table)?.isNotNull == true)
    #expect(moment.column(SQLName("a"), of: table) == nil)
    #expect(moment.column(SQLName("b"), of: table)?.type == SQLType("bigint"))
    #expect(moment.constraint(SQLName("c"), of: table)?.isValidated == false)
    #expect(!moment.hasValidatedNotNullCheck(SQLName("b"), of: table))
    let later = Script(
      """
      ALTER TABLE t ADD CONSTRAINT c CHECK (b IS NOT NULL) NOT VALID;
      ALTER TABLE t VALIDATE CONSTRAINT c;
      SELECT 1
      """
    ).last
    #expect(later.hasValidatedNotNullCheck(SQLName("b"), of: table))
  }

  @Test func indexesOfNewTablesAreKnown() {
    let moment = Script(
      """
      CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, UNIQUE (a, b));
      CREATE INDEX ON t (c);
      SELECT 1
      """
    ).last
    func isIndexed(_ column: String) -> Bool? { moment.isIndexed(SQLName(column), of: SQLName("t")) }
    #expect(isIndexed("id") == true)
    #expect(isIndexed("a") == true)
    #expect(isIndexed("b") == false)
    #expect(isIndexed("c") == true)
    #expect(moment.isIndexed(SQLName("a"), of: SQLName("other")) == nil)
    #expect(moment.isUnique(SQLName("id"), of: SQLName("t")))
    #expect(!moment.isUnique(SQLName("a"), of: SQLName("t")))
  }

  /// Time must not grow faster than the text.
  @Test func longMigrationsTakeLinearTime() {
    let sql = (0..<4000).map { "ALTER TABLE t ADD c\($0) int; CREATE INDEX i\($0) ON t (c\($0));" }.joined()
    let script = Script(sql + "SELECT 1")
    #expect(script.last.column(SQLName("c3999"), of: SQLName("t")) != nil)
  }
}
