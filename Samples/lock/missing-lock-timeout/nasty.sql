BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN discount numeric;
COMMIT;
-- The setting ended with its transaction.
-- finds: lock/missing-lock-timeout
ALTER TABLE orders ADD COLUMN rebate numeric;
