from alembic import op


def upgrade():
    # finds: lock/concurrently-in-transaction
    op.execute("CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status)")
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total)")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY orders_total_idx")
