-- finds: lock/add-column-not-null
ALTER TABLE orders ADD COLUMN channel text NOT NULL;
-- finds: lock/add-column-not-null
ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT NULL;
