BEGIN;
-- finds: lock/concurrently-in-transaction
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
-- finds: lock/concurrently-in-transaction
DROP INDEX CONCURRENTLY orders_old_idx;
-- finds: lock/concurrently-in-transaction
REINDEX INDEX CONCURRENTLY orders_created_at_idx;
-- finds: lock/concurrently-in-transaction
ALTER TABLE events DETACH PARTITION events_2019 CONCURRENTLY;
-- finds: lock/concurrently-in-transaction
VACUUM orders;
COMMIT;

DO $$
BEGIN
  -- finds: lock/concurrently-in-transaction
  CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);
END
$$;
