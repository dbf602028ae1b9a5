"""Cursors that are closed, or go with their connection."""

import psycopg2
import pymysql
from pymysql.cursors import SSCursor

orders = pymysql.connect(host="db")


def first_order():
    with orders.cursor(SSCursor) as cursor:
        cursor.execute("SELECT id FROM orders")
        return cursor.fetchone()


def closed():
    cursor = orders.cursor(SSCursor)
    try:
        cursor.execute("SELECT id FROM orders")
        return cursor.fetchone()
    finally:
        cursor.close()


def with_connection(dsn):
    conn = psycopg2.connect(dsn)
    try:
        cursor = conn.cursor("recent", withhold=True)
        cursor.execute("SELECT 1")
        return cursor.fetchall()
    finally:
        conn.close()


def handed_on():
    return orders.cursor(SSCursor)
