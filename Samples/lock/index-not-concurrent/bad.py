def upgrade(cursor):
    cursor.execute("ALTER TABLE orders ADD COLUMN discount numeric")
    # finds: lock/index-not-concurrent
    cursor.execute("CREATE INDEX orders_discount_idx ON orders (discount)")
    cursor.execute(
        # finds: lock/index-not-concurrent
        "CREATE INDEX orders_customer_id_idx "
        "ON orders (customer_id)"
    )
