import psycopg


def orders(connection: psycopg.Connection, user):
    return connection.execute(
        # finds: slow-query/or-optional-parameter
        "SELECT id FROM orders WHERE (%(user)s IS NULL OR user_id = %(user)s)",
        {"user": user},
    ).fetchall()
