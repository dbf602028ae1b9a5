-- finds: lock/vacuum-full-or-cluster
VACUUM FULL orders;
-- finds: lock/vacuum-full-or-cluster
VACUUM (FULL, ANALYZE) orders;
-- finds: lock/vacuum-full-or-cluster
CLUSTER orders USING orders_created_at_idx;
-- finds: lock/vacuum-full-or-cluster
VACUUM FULL;
