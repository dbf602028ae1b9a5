BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
-- finds: lock/validate-in-same-transaction
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;
COMMIT;

BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
-- finds: lock/validate-in-same-transaction
ALTER TABLE orders VALIDATE CONSTRAINT orders_amount_check;
COMMIT;

ALTER TABLE orders
  ADD CONSTRAINT orders_rate_check CHECK (rate >= 0) NOT VALID,
  -- finds: lock/validate-in-same-transaction
  VALIDATE CONSTRAINT orders_rate_check;
