def open_orders(cursor):
    cursor.execute(
        # finds: slow-query/or-same-column
        "SELECT id FROM orders WHERE status = %s OR status = %s",
        ("pending", "processing"),
    )
    return cursor.fetchall()
