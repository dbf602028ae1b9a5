"""Holes that are safe although they stand for a value, and holes that only look safe."""
import psycopg2


def escaped_by_hand(cur, name):
    # finds: breach/sql-injection
    cur.execute("SELECT * FROM users WHERE name = '%s'" % name.replace("'", "''"))


def as_text(cur, name):
    # finds: breach/sql-injection
    cur.execute(f"SELECT * FROM users WHERE name = '{str(name)}'")


def typed_number(cur, user_id: int):
    cur.execute(f"SELECT * FROM users WHERE id = {user_id}")


def checked(cur, column, value):
    if column not in ("name", "email"):
        raise ValueError(column)
    cur.execute(f"SELECT * FROM users WHERE {column} = %s", (value,))


def counted(cur, rows):
    for index in range(len(rows)):
        cur.execute(f"UPDATE slots SET rank = {index} WHERE id = %s", (rows[index],))


def table_of_a_class(cur, model, key):
    cur.execute(f"SELECT * FROM {model.table_name} WHERE id = %s", (key,))


def placeholders_of_the_driver(cur, table, values, placeholder):
    marks = ", ".join([placeholder] * len(values))
    cur.execute(f"INSERT INTO {table} VALUES ({marks})", values)


def constant_through_a_local(cur):
    status = "active"
    cur.execute(f"SELECT id FROM users WHERE status = '{status}'")
