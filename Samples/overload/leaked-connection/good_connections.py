"""Connections that are closed, or somebody else's."""

import contextlib
import sqlite3

import asyncpg
import psycopg
import psycopg2
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql://shop")
Session = sessionmaker(engine)
pool = ConnectionPool("dbname=shop")
shared = psycopg2.connect("dbname=shop")


class Store:
    def __init__(self, dsn):
        self._conn = psycopg2.connect(dsn)

    def close(self):
        self._conn.close()


def closing(dsn):
    with contextlib.closing(psycopg2.connect(dsn)) as c, c:
        c.cursor().execute("select 1")


def closing_later(dsn):
    conn = psycopg2.connect(dsn)
    with contextlib.closing(conn):
        with conn, conn.cursor() as cursor:
            cursor.execute("select 1")


def psycopg3(dsn):
    with psycopg.connect(dsn) as conn:
        conn.execute("select 1")


def psycopg3_pool():
    with pool.connection() as conn:
        conn.execute("select 1")


def names():
    with Session() as session:
        return [row.name for row in session.execute("select name from users")]


def get_session():
    session = Session()
    try:
        yield session
    finally:
        session.close()


def core():
    with engine.connect() as conn:
        return conn.execute("select 1").all()


async def fetch(dsn):
    conn = await asyncpg.connect(dsn)
    try:
        return await conn.fetch("select 1")
    finally:
        await conn.close()


async def fetch_from_pool(dsn):
    pool = await asyncpg.create_pool(dsn)
    async with pool.acquire() as conn:
        return await conn.fetch("select 1")


_cached = None


def cached(dsn):
    global _cached
    if _cached is None:
        _cached = psycopg2.connect(dsn)
    return _cached


def rows(path):
    db = sqlite3.connect(path)
    try:
        db.execute("create table if not exists t (a)")
        db.commit()
        return db.execute("select a from t").fetchall()
    finally:
        db.close()


def cursor(dsn):
    conn = psycopg2.connect(dsn)
    return conn.cursor()


def lazily(dsn):
    conn = psycopg2.connect(dsn)
    return (row for row in conn.cursor())


def captured(dsn):
    conn = psycopg2.connect(dsn)

    def finish():
        conn.close()

    return finish


def unless_closed(dsn):
    conn = psycopg2.connect(dsn)
    try:
        conn.cursor().execute("select 1")
    finally:
        if not conn.closed:
            conn.close()
