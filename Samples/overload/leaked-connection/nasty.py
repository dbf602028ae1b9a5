"""Odd ways to hold a connection, and to let go of it."""

import asyncio
import contextlib
import sqlite3
from contextlib import contextmanager

import psycopg2
import psycopg2 as pg
import pytest
from psycopg2 import pool as pools

from shop.db import Repository, connect_somehow, use

pool = pools.SimpleConnectionPool(1, 5, "dbname=shop")


def alias_of_the_import(dsn):
    # finds: overload/leaked-connection
    conn = pg.connect(dsn); cur = conn.cursor(); cur.execute("select 1"); return cur.fetchone()


def released_in_one_branch(flag):
    # finds: overload/leaked-connection
    conn = pool.getconn()
    if flag:
        pool.putconn(conn)


def finally_that_forgets():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    cursor = conn.cursor()
    try:
        cursor.execute("select 1")
    finally:
        cursor.close()
    pool.putconn(conn)


def only_expected_failures():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    try:
        conn.cursor().execute("select 1")
    except psycopg2.IntegrityError:
        pool.putconn(conn)
        return None
    pool.putconn(conn)


def break_out(ids):
    for user in ids:
        # finds: overload/leaked-connection
        conn = pool.getconn()
        if not user:
            break
        pool.putconn(conn)


@contextmanager
def lent():
    # finds: overload/leaked-connection
    conn = pool.getconn()
    yield conn
    pool.putconn(conn)


def nested_finally():
    conn = pool.getconn()
    try:
        try:
            use(conn)
        finally:
            conn.rollback()
    finally:
        pool.putconn(conn)


def while_true():
    while True:
        conn = pool.getconn()
        try:
            if use(conn):
                return
        finally:
            pool.putconn(conn)


def both_of_a_pair():
    first, second = pool.getconn(), pool.getconn()
    try:
        use(first, second)
    finally:
        pool.putconn(first)
        pool.putconn(second)


def conditional(dsn, shared=None):
    conn = shared or psycopg2.connect(dsn)
    try:
        return use(conn)
    finally:
        if conn is not shared:
            conn.close()


def per_name(names):
    for name in names:
        if name == "-":
            conn = pool.shared
        else:
            conn = pool.getconn()
        try:
            use(conn)
        finally:
            if name != "-":
                pool.putconn(conn)


def owned_by_an_object(dsn):
    conn = psycopg2.connect(dsn)
    repository = Repository(conn)
    try:
        return repository.all()
    except LookupError:
        conn.close()
        raise


def handed_over(dsn, environ):
    conn = psycopg2.connect(dsn)
    rows = connect_somehow(environ, conn)
    try:
        rows.check()
    except ValueError:
        conn.close()
        return None
    return rows


async def task(dsn):
    conn = psycopg2.connect(dsn)
    asyncio.create_task(use(conn))


def in_memory():
    db = sqlite3.connect(":memory:")
    return db.execute("select 1").fetchone()


def suppressed():
    conn = pool.getconn()
    with contextlib.suppress(Exception):
        use(conn)
    pool.putconn(conn)


def refused(dsn):
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(dsn)


def matched(kind):
    conn = pool.getconn()
    try:
        match kind:
            case "one":
                return use(conn)
            case _:
                raise ValueError(kind)
    finally:
        pool.putconn(conn)


class Holder:
    pool = pools.ThreadedConnectionPool(1, 5, "dbname=shop")

    def get(self):
        return self.pool.getconn()

    def put(self, conn):
        self.pool.putconn(conn)

    def good(self):
        conn = self.get()
        try:
            return use(conn)
        finally:
            self.put(conn)

    def bad(self):
        # finds: overload/leaked-connection
        conn = self.get()
        return conn.cursor().execute("select 1")
