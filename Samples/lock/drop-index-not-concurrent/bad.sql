-- finds: lock/drop-index-not-concurrent
DROP INDEX orders_status_idx;
-- finds: lock/drop-index-not-concurrent
DROP INDEX IF EXISTS shop.orders_created_at_idx CASCADE;
-- finds: lock/drop-index-not-concurrent
DROP INDEX a_idx, b_idx;
