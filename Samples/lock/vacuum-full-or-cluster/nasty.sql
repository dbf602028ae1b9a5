-- finds: lock/vacuum-full-or-cluster
vacuum (verbose off, full on) "Orders", customers;
-- finds: lock/vacuum-full-or-cluster
CLUSTER;
