import psycopg


def make(cursor, table):
    cursor.execute("CREATE TABLE totals (day date, total numeric)")
    cursor.execute("CREATE INDEX totals_day_idx ON totals (day)")
    # A table that is not known may be a new one.
    cursor.execute(f"CREATE INDEX ON {table} (day)")


def add_index(dsn):
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE INDEX CONCURRENTLY orders_day_idx ON orders (day)")
