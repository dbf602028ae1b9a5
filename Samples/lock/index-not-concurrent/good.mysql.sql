-- MySQL builds it online, and knows no CONCURRENTLY.
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
ALTER TABLE orders ADD UNIQUE (number);
