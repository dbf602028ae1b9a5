import sqlite3
from contextlib import closing


def schema(connection):
    connection.execute("CREATE TABLE notes (id integer PRIMARY KEY, author text)")
    connection.execute("CREATE INDEX notes_author ON notes (author)")


def migrate(path):
    # SQLite has no CONCURRENTLY.
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE INDEX IF NOT EXISTS notes_created ON notes (created)")
