CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);

-- Nobody waits for a table that is new.
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL
);
CREATE INDEX invoices_order_id_idx ON invoices (order_id);
CREATE INDEX invoices_open_idx ON public.invoices (id) WHERE order_id > 0;

CREATE TABLE recent_orders AS SELECT * FROM orders WHERE created_at > now() - interval '7 days';
CREATE INDEX ON recent_orders (customer_id);

SELECT id, customer_id INTO order_customers FROM orders;
CREATE INDEX ON order_customers (customer_id);

CREATE TABLE orders_next (LIKE orders INCLUDING DEFAULTS);
CREATE INDEX ON orders_next (customer_id);

CREATE TABLE orders_2025 PARTITION OF orders_all FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX ON orders_2025 (customer_id);

CREATE TEMPORARY TABLE import (sku text);
CREATE INDEX ON import (sku);

CREATE MATERIALIZED VIEW order_totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX order_totals_customer_id_key ON order_totals (customer_id);

-- Builds nothing: the partitions get their indexes one by one.
CREATE INDEX events_user_id_idx ON ONLY events (user_id);

-- The new table under its new name.
CREATE TABLE carts_new (id bigint, user_id bigint);
ALTER TABLE carts_new RENAME TO carts;
CREATE INDEX carts_user_id_idx ON carts (user_id);

-- The table is made by the same statement.
CREATE SCHEMA archive CREATE TABLE old_orders (id bigint) CREATE INDEX old_orders_id_idx ON old_orders (id);
