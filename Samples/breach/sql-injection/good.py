import logging

import psycopg2
from psycopg2 import sql
from sqlalchemy import text

from chat.constants import EventTypes

log = logging.getLogger(__name__)

TABLE = "users"
COLUMNS = ("id", "name", "email")
ORDERS = {"name": "name", "newest": "created_at DESC"}


def by_name(cur, name):
    cur.execute("SELECT * FROM users WHERE name = %s", (name,))


def in_list(cur, ids):
    cur.execute(f"SELECT * FROM users WHERE id IN ({','.join(['%s'] * len(ids))})", ids)


def constant_table(cur):
    cur.execute(f"SELECT {', '.join(COLUMNS)} FROM {TABLE}")


def allow_list(cur, order):
    cur.execute(f"SELECT id FROM users ORDER BY {ORDERS.get(order, 'id')}")


def quoted_identifier(cur, table, name):
    cur.execute(
        sql.SQL("SELECT id FROM {} WHERE name = %s").format(sql.Identifier(table)), (name,)
    )


def number(cur, limit):
    cur.execute(f"SELECT id FROM users LIMIT {int(limit)}")


def pattern(cur, name):
    cur.execute("SELECT id FROM users WHERE name LIKE %s", (f"%{name}%",))


def bound_text(session, email):
    return session.execute(text("SELECT id FROM users WHERE email = :email"), {"email": email})


def prose(user):
    log.info(f"select a plan for {user}")
    print(f"Delete {user} from the list")


def optional_clause(cur, active):
    clause = "WHERE active" if active else ""
    cur.execute(f"SELECT id FROM users {clause}")


def chosen_column(cur, by_mail, value):
    column = "email" if by_mail else "name"
    cur.execute(f"SELECT id FROM users WHERE {column} = %s", (value,))


def one_more(cur, page_size):
    cur.execute(f"SELECT id FROM users LIMIT {page_size + 1}")


def timeout(cur, milliseconds):
    cur.execute(f"SET LOCAL lock_timeout = '{milliseconds}ms'")


def kind_of_event(cur):
    cur.execute(f"SELECT id FROM events WHERE type = '{EventTypes.Joined}'")


def last_value(cur, sequence):
    # The second place shows what it is: a sequence of this program, which no placeholder can name.
    cur.execute(f"SELECT setval('{sequence}', (SELECT max(id) FROM {sequence}))")


def quoted_columns(cur, columns):
    cur.execute("SELECT * FROM dump WHERE line IN (%s)" % ",".join("quote('{0}')".format(c) for c in columns))
