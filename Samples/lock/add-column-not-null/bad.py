def upgrade(connection):
    # finds: lock/add-column-not-null
    connection.execute("ALTER TABLE orders ADD COLUMN channel text NOT NULL")
