-- One message of two statements is one transaction.
SET search_path = shop;
-- finds: lock/concurrently-in-transaction
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
