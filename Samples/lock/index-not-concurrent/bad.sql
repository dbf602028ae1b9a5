-- finds: lock/index-not-concurrent
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

-- finds: lock/index-not-concurrent
CREATE UNIQUE INDEX users_email_key ON app.users (lower(email));

-- The lock is taken even when the index is there.
-- finds: lock/index-not-concurrent
CREATE INDEX IF NOT EXISTS orders_created_at_idx ON orders (created_at);

-- The table is there before; only the column is new.
ALTER TABLE orders ADD COLUMN discount numeric;
-- finds: lock/index-not-concurrent
CREATE INDEX ON orders (discount);
