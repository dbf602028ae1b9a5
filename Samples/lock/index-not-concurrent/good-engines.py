from django.db import connection


def run_create(cur, database_engine):
    if isinstance(database_engine, PostgresEngine):
        cur.execute("CREATE INDEX CONCURRENTLY orders_status ON orders (status)")
    else:
        cur.execute("CREATE INDEX orders_status ON orders (status)")


def run_upgrade(cur, database_engine):
    if isinstance(database_engine, PostgresEngine):
        return
    cur.execute("CREATE INDEX orders_created ON orders (created)")


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor in ("mysql", "sqlite"):
        schema_editor.execute("CREATE INDEX orders_total ON orders (total)")
