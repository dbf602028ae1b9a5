def search(cursor, text):
    cursor.execute(
        """
        SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id
        -- finds: slow-query/or-across-tables
        WHERE o.code = %(text)s OR u.email = %(text)s
        """,
        {"text": text},
    )
