from alembic import op


def upgrade():
    op.execute("ALTER TABLE orders ADD COLUMN channel text")
    # finds: lock/backfill-in-ddl-transaction
    op.execute("UPDATE orders SET channel = 'web' WHERE channel IS NULL")
