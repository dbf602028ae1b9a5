"""The same, every connection given back."""

import asyncio
import atexit
import contextlib
import threading

from psycopg2.pool import ThreadedConnectionPool

pool = ThreadedConnectionPool(1, 10, "dbname=shop")


def total_ok():
    conn = pool.getconn()
    try:
        return run(conn)
    finally:
        pool.putconn(conn)


def run(conn):
    with conn.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()


def acquired_inside():
    conn = None
    try:
        conn = pool.getconn()
        return run(conn)
    finally:
        if conn is not None:
            pool.putconn(conn)


def accessor_before_try():
    conn = pool.getconn()
    cursor = conn.cursor()
    conn.autocommit = True
    try:
        cursor.execute("select 1")
    finally:
        cursor.close()
        pool.putconn(conn)


def on_both_ways_out():
    conn = pool.getconn()
    try:
        rows = run(conn)
    except Exception:
        pool.putconn(conn)
        raise
    pool.putconn(conn)
    return rows


def loop():
    for attempt in range(3):
        conn = pool.getconn()
        try:
            return run(conn)
        except ConnectionError:
            continue
        finally:
            pool.putconn(conn)


def flag(reuse):
    taken = False
    conn = reuse
    try:
        if conn is None:
            conn = pool.getconn()
            taken = True
        return run(conn)
    finally:
        if taken:
            pool.putconn(conn)


def own(conn=None):
    is_own = conn is None
    if is_own:
        conn = pool.getconn()
    try:
        return run(conn)
    finally:
        if is_own:
            pool.putconn(conn)


def give_back(conn):
    conn.rollback()
    pool.putconn(conn)


def helper():
    conn = pool.getconn()
    try:
        run(conn)
    finally:
        give_back(conn)


def take():
    conn = pool.getconn()
    return conn


@contextlib.contextmanager
def connection():
    conn = take()
    try:
        yield conn
    finally:
        pool.putconn(conn)


def in_stack():
    with contextlib.ExitStack() as stack:
        conn = pool.getconn()
        stack.callback(pool.putconn, conn)
        return run(conn)


def until_exit():
    conn = pool.getconn()
    atexit.register(pool.putconn, conn)
    return run(conn)


def in_thread():
    conn = pool.getconn()
    threading.Thread(target=worker, args=(conn,)).start()


def worker(conn):
    try:
        run(conn)
    finally:
        pool.putconn(conn)


class Session:
    def __init__(self):
        self._conn = pool.getconn()
        self._conn.autocommit = True

    def close(self):
        pool.putconn(self._conn)


def returned_twice(flag):
    conn = pool.getconn()
    try:
        if flag:
            return run(conn)
        return None
    finally:
        pool.putconn(conn)


def walrus():
    if (conn := pool.getconn()) is not None:
        try:
            run(conn)
        finally:
            pool.putconn(conn)
