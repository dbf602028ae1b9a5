import Languages
import Syntax
import Testing

@testable import Analysis

/// Which database a file's SQL is for.
struct DialectTests {
  @Test(arguments: [
    ("schema.mysql.sql", Dialect.mysql), ("7_orders.sqlite3.up.sql", .sqlite), ("db/pgsql/1.sql", .postgres),
    ("sql/mysql/postgres/1.sql", .postgres), ("pdns-backend-mysql/x.sql", .mysql), ("crdb/1.sql", .cockroach),
    ("SQL/oracle/1.sql", .other), ("migrations/1.sql", nil), ("mysql_to_postgres.sql", nil), ("mysqldump.sql", nil),
  ])
  func pathsNameDatabases(path: String, dialect: Dialect?) {
    #expect(Dialect(path: path) == dialect)
  }

  @Test(arguments: [
    ("import psycopg2", Dialect.postgres), ("from psycopg.rows import dict_row", .postgres), ("import sqlite3 as s", .sqlite),
    ("import pymysql.cursors", .mysql), ("from sqlalchemy.dialects.mysql import JSON", .mysql), ("import pyodbc", .other),
    ("import os", nil), ("import sqlite3, psycopg2", nil),
  ])
  func importsNameDatabases(code: String, dialect: Dialect?) {
    let tree = Python.parse(Source(path: "x.py", language: .python, bytes: Array(code.utf8)))
    #expect(Dialect(driversImportedIn: tree) == dialect)
  }
}
