CREATE TABLE import (sku text);
CREATE INDEX import_sku_idx ON import (sku);
-- Only the second is old.
-- finds: lock/drop-index-not-concurrent
DROP INDEX "import_sku_idx", orders_status_idx;

BEGIN;
CREATE TABLE draft (sku text);
CREATE INDEX draft_idx ON draft (sku);
ROLLBACK;
-- finds: lock/drop-index-not-concurrent
DROP INDEX draft_idx;
