def test_index(cursor):
    # Nobody else uses a test's tables.
    # notes: lock/index-not-concurrent
    cursor.execute("CREATE INDEX orders_number_idx ON orders (number)")
