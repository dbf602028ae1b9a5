-- finds: lock/reindex-not-concurrent
REINDEX TABLE orders;
-- finds: lock/reindex-not-concurrent
REINDEX INDEX orders_status_idx;
-- finds: lock/reindex-not-concurrent
REINDEX SCHEMA public;
-- finds: lock/reindex-not-concurrent
REINDEX DATABASE shop;
-- finds: lock/reindex-not-concurrent
REINDEX (CONCURRENTLY false) TABLE orders;
