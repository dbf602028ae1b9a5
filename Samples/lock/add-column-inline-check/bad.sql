-- finds: lock/add-column-inline-check
ALTER TABLE orders ADD COLUMN discount numeric CHECK (discount >= 0);
-- finds: lock/add-column-inline-check
ALTER TABLE orders ADD COLUMN rate numeric DEFAULT 1 CONSTRAINT rate_positive CHECK (rate > 0);
