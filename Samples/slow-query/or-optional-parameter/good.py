import psycopg2


def orders(connection, user):
    # psycopg2 writes the value into the text, so the plan is for this value.
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT id FROM orders WHERE (%s IS NULL OR user_id = %s)", (user, user))
        return cursor.fetchall()
    finally:
        cursor.close()
