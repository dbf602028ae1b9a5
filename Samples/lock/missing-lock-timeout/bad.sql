-- finds: lock/missing-lock-timeout
ALTER TABLE orders ADD COLUMN discount DECIMAL;
-- Once a file is enough.
ALTER TABLE orders ADD COLUMN rebate DECIMAL;
