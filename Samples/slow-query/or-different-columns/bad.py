def find(cursor, text):
    # finds: slow-query/or-different-columns
    cursor.execute("SELECT id FROM users WHERE email = %s OR phone = %s", (text, text))
    return cursor.fetchone()
