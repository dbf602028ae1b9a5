"""Connections that are opened directly."""

import contextlib
import sqlite3

import asyncpg
import psycopg
import psycopg2
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from shop.db import wait_until_ready

engine = create_engine("postgresql://shop")
Session = sessionmaker(engine)
pool = ConnectionPool("dbname=shop")


def vacuum(dsn):
    # finds: overload/leaked-connection
    with psycopg2.connect(dsn) as c:
        c.cursor().execute("vacuum")


def wait(dsn):
    # finds: overload/leaked-connection
    conn = psycopg2.connect(dsn)
    wait_until_ready(conn)
    try:
        conn.cursor().execute("select 1")
    finally:
        conn.close()


def never(dsn):
    # finds: overload/leaked-connection
    conn = psycopg.connect(dsn)
    return conn.execute("select 1").fetchone()


def psycopg3_pool():
    # finds: overload/leaked-connection
    with pool.getconn() as conn:
        conn.execute("select 1")


def names():
    # finds: overload/leaked-connection
    session = Session()
    return [row.name for row in session.execute("select name from users")]


def store(path, rows):
    # notes: overload/leaked-connection
    with sqlite3.connect(path) as db:
        db.executemany("insert into t values (?)", rows)


async def fetch(dsn):
    # finds: overload/leaked-connection
    conn = await asyncpg.connect(dsn)
    rows = await conn.fetch("select 1")
    await conn.close()
    return rows


@contextlib.contextmanager
def transaction(dsn):
    # finds: overload/leaked-connection
    conn = psycopg2.connect(dsn)
    yield conn
    conn.commit()
    conn.close()


def open_connection(dsn):
    return psycopg2.connect(dsn)


def through_factory(dsn):
    # finds: overload/leaked-connection
    conn = open_connection(dsn)
    cursor = conn.cursor()
    cursor.execute("select 1")
    return cursor.fetchall()
