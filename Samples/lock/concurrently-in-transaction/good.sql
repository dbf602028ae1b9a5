CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
COMMIT;
DROP INDEX CONCURRENTLY orders_old_idx;
VACUUM (ANALYZE) orders;

BEGIN;
ROLLBACK;
REINDEX TABLE CONCURRENTLY orders;

BEGIN;
-- This one may run in a transaction.
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
COMMIT;
