import Testing

@testable import Analysis

/// What ALTER COLUMN TYPE does to the rows, as measured on PostgreSQL 15.
struct SQLTypeTests {
  @Test(arguments: [
    ("int4", "integer"), ("INT", "integer"), ("varchar(10)", "character varying(10)"),
    ("char", "character(1)"), ("bpchar", "character"), ("decimal(10)", "numeric(10,0)"),
    ("timestamptz(3)", "timestamp(3) with time zone"), ("timestamp (6) without time zone", "timestamp"),
    ("float(10)", "real"), ("float(30)", "double precision"), ("text ARRAY", "text[]"), ("int[3][]", "integer[]"),
    ("pg_catalog.int8", "bigint"), ("app.status", "app.status"), ("double precision", "double precision"),
  ])
  func typesHaveOneName(written: String, name: String) {
    #expect(SQLType(written)?.description == name)
  }

  @Test(arguments: [
    ("varchar(10)", "varchar(20)"), ("varchar(10)", "varchar"), ("varchar(10)", "text"), ("text", "varchar"),
    ("varchar(10)", "varchar(10)"), ("numeric(10,2)", "numeric(12,2)"), ("numeric(10,2)", "numeric"),
    ("numeric(5)", "numeric(5,0)"), ("numeric(5)", "numeric(7)"), ("timestamp(3)", "timestamp(6)"),
    ("timestamp", "timestamp(6)"), ("time(3)", "time"), ("time(3)", "time(4)"), ("interval(3)", "interval(6)"),
    ("interval(3)", "interval"), ("interval second", "interval"), ("interval year to month", "interval day"),
    ("bit varying(5)", "bit varying(10)"), ("bit varying(3)", "varbit"), ("bit(3)", "bit varying"),
    ("cidr", "inet"), ("text", "citext"), ("citext", "text"), ("varchar(10)", "citext"), ("xml", "text"),
    ("text", "bpchar"), ("integer", "oid"), ("integer", "int4"), ("serial", "integer"),
  ])
  func theRowsStay(old: String, new: String) throws {
    #expect(try #require(SQLType(old)).change(to: #require(SQLType(new))) == .keepsRows)
  }

  @Test(arguments: [
    ("integer", "bigint"), ("smallint", "integer"), ("bigint", "integer"), ("real", "double precision"),
    ("varchar(10)", "varchar(5)"), ("varchar", "varchar(10)"), ("text", "varchar(255)"), ("char(10)", "char(20)"),
    ("char(10)", "text"), ("char(10)", "varchar(10)"), ("varchar(10)", "char(10)"), ("text", "char(5)"),
    ("numeric(10,2)", "numeric(10,3)"), ("numeric(10,2)", "numeric(8,2)"), ("numeric", "numeric(10,2)"),
    ("numeric(5)", "numeric(7,2)"), ("timestamp", "timestamp(3)"), ("interval", "interval(3)"),
    ("interval day", "interval year"), ("time(3)", "timetz"), ("timestamp", "timestamptz(3)"), ("date", "timestamp"),
    ("timestamp", "date"), ("json", "jsonb"), ("json", "text"), ("uuid", "text"), ("citext", "varchar(10)"),
    ("xml", "varchar(100)"), ("bit(3)", "bit varying(5)"), ("bit varying(3)", "bit(3)"), ("text", "integer"),
    ("varchar(10)[]", "text[]"), ("text[]", "varchar[]"), ("bytea", "text"), ("inet", "cidr"), ("name", "text"),
  ])
  func theTableIsRewritten(old: String, new: String) throws {
    #expect(try #require(SQLType(old)).change(to: #require(SQLType(new))) == .rewrites)
  }

  @Test func timeZonesMatterBetweenTimestamps() throws {
    let plain = try #require(SQLType("timestamp"))
    let zoned = try #require(SQLType("timestamptz"))
    #expect(plain.change(to: zoned) == .keepsRowsInUTC)
    #expect(zoned.change(to: plain) == .keepsRowsInUTC)
  }

  @Test func typesOfOnesOwnAreNotKnown() throws {
    let status = try #require(SQLType("shop.status"))
    #expect(try status.change(to: #require(SQLType("text"))) == .unknown)
    #expect(status.change(to: status) == .keepsRows)
  }
}
