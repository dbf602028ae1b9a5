"""Cursors that the server keeps."""

import psycopg2
import pymysql
from pymysql.cursors import SSCursor

orders = pymysql.connect(host="db")
events = psycopg2.connect("dbname=events")


def first_order():
    # finds: memory-leak/unclosed-cursor
    cursor = orders.cursor(SSCursor)
    cursor.execute("SELECT id FROM orders")
    return cursor.fetchone()


def first_event():
    # finds: memory-leak/unclosed-cursor
    cursor = events.cursor("recent", withhold=True)
    cursor.execute("SELECT id FROM events")
    return cursor.fetchone()
