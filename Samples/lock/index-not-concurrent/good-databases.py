from alembic import op


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE INDEX orders_customer_id ON orders (customer_id)")
    else:
        with op.get_context().autocommit_block():
            op.execute("CREATE INDEX CONCURRENTLY orders_customer_id ON orders (customer_id)")
