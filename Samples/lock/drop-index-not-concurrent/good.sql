DROP INDEX CONCURRENTLY orders_status_idx;
DROP INDEX CONCURRENTLY IF EXISTS orders_created_at_idx;

-- Made in the same file.
CREATE TABLE import (sku text);
CREATE INDEX import_sku_idx ON import (sku);
DROP INDEX import_sku_idx;
