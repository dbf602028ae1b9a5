-- finds: lock/reindex-not-concurrent
reindex (verbose, tablespace fast) table "Orders";
-- finds: lock/reindex-not-concurrent
REINDEX /* before the traffic comes */ INDEX
  shop.orders_status_idx;
