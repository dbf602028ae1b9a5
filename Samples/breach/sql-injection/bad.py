import sqlite3

import psycopg2
from django.db import connection
from flask import request
from sqlalchemy import text


def by_name(cur, name):
    # finds: breach/sql-injection
    cur.execute(f"SELECT * FROM users WHERE name = '{name}'")


def by_percent(cur, name):
    # finds: breach/sql-injection
    cur.execute("SELECT * FROM users WHERE name = '%s'" % name)


def by_format(cur, name):
    # finds: breach/sql-injection
    cur.execute("SELECT * FROM users WHERE name = '{}'".format(name))


def by_plus(cur, name):
    # finds: breach/sql-injection
    cur.execute("SELECT * FROM users WHERE name = '" + name + "'")


def through_a_variable(name):
    query = "DELETE FROM sessions WHERE owner = '%s'" % name
    with connection.cursor() as cursor:
        # finds: breach/sql-injection
        cursor.execute(query)


def grown(cur, name, kind):
    query = "SELECT id FROM users WHERE name = '" + name + "'"
    if kind:
        query += " AND kind = '" + kind + "'"
    # finds: breach/sql-injection
    cur.execute(query)


def sorted_by_request(cur):
    # finds: breach/sql-injection
    cur.execute(f"SELECT id FROM users ORDER BY {request.args['sort']}")


def with_sqlalchemy(session, email):
    # finds: breach/sql-injection
    return session.execute(text(f"SELECT id FROM users WHERE email = '{email}'")).all()


# The cache of the book's first example: the id goes straight into the text.
cache = {}


def get_user(db, id):
    if id not in cache:
        # finds: breach/sql-injection, memory-leak/unbounded-cache
        cache[id] = db.query(f"SELECT * FROM users WHERE id = {id}")
    return cache[id]


def in_list(cur, ids):
    # finds: breach/sql-injection
    cur.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(ids))


def django_view(request):
    name = request.GET["name"]
    with connection.cursor() as cur:
        # finds: breach/sql-injection
        cur.execute(f"SELECT id FROM users WHERE name ILIKE '%{name}%'")
    # finds: breach/sql-injection
    return User.objects.raw("SELECT * FROM users ORDER BY %s" % request.POST.get("order", "id"))
