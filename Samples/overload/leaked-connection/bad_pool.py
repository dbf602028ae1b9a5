"""Report queries of the shop's back office."""

import psycopg2
from psycopg2.pool import ThreadedConnectionPool

from backoffice.audit import record

pool = ThreadedConnectionPool(1, 10, "dbname=shop")


def get_data():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    cursor = conn.cursor()
    cursor.execute("SELECT * FROM big_table")
    results = cursor.fetchall()
    return results


def get_data_in_with():
    # finds: overload/leaked-connection
    with pool.getconn() as conn:
        with conn.cursor() as cursor:
            cursor.execute("SELECT * FROM big_table")
            return cursor.fetchall()


def total():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    rows = conn.cursor().execute("select 1")
    if not rows:
        return 0
    pool.putconn(conn)
    return 1


def rename(user, name):
    # finds: overload/leaked-connection
    conn = pool.getconn()
    with conn.cursor() as cursor:
        cursor.execute("UPDATE users SET name = %s WHERE id = %s", (name, user))
    conn.commit()
    pool.putconn(conn)


def audit(user):
    # finds: overload/leaked-connection
    conn = pool.getconn()
    record(conn, user)
    pool.putconn(conn)


def close_instead_of_return():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    try:
        conn.cursor().execute("select 1")
    finally:
        conn.close()


def released_only_on_failure():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    try:
        conn.cursor().execute("select 1")
    except Exception:
        pool.putconn(conn)
        raise


def poll(stop):
    while not stop.is_set():
        # finds: overload/leaked-connection
        conn = pool.getconn()
        conn.cursor().execute("select 1")


def missing_user(user):
    # finds: overload/leaked-connection
    conn = pool.getconn()
    with conn.cursor() as cursor:
        cursor.execute("SELECT name FROM users WHERE id = %s", (user,))
        row = cursor.fetchone()
    if row is None:
        raise LookupError(user)
    pool.putconn(conn)
    return row[0]


def at_once():
    # finds: overload/leaked-connection
    pool.getconn().cursor().execute("select 1")


def two_of_them(other):
    # finds: overload/leaked-connection
    first = pool.getconn()
    second = other.connect()
    try:
        return first, second.run()
    finally:
        pool.putconn(first)
