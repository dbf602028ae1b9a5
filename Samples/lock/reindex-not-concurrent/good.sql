REINDEX TABLE CONCURRENTLY orders;
REINDEX INDEX CONCURRENTLY orders_status_idx;
REINDEX (VERBOSE, CONCURRENTLY) TABLE orders;
REINDEX (CONCURRENTLY true) INDEX orders_status_idx;

-- The catalog has no concurrent form.
REINDEX SYSTEM shop;

CREATE TABLE import (sku text);
CREATE INDEX import_sku_idx ON import (sku);
REINDEX TABLE import;
REINDEX INDEX import_sku_idx;
