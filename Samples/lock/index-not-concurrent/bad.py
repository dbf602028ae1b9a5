def upgrade(cursor):
    cursor.execute("ALTER TABLE orders ADD COLUMN discount numeric")
    # finds: lock/index-not-concurrent
    cursor.execute("CREATE INDEX orders_discount_idx ON orders (discount)")
    cursor.execute(
        # finds: lock/index-not-concurrent
        "CREATE INDEX orders_customer_id_idx "
        "ON orders (customer_id)"
    )


def by_database(cur, engine):
    if engine.name in ("postgresql", "sqlite"):
        # finds: lock/index-not-concurrent
        cur.execute("CREATE INDEX orders_region ON orders (region)")
    if engine.name != "mysql":
        # finds: lock/index-not-concurrent
        cur.execute("CREATE INDEX orders_city ON orders (city)")
    if isinstance(engine, PostgresEngine):
        # finds: lock/index-not-concurrent
        cur.execute("CREATE INDEX orders_state ON orders (state)")
