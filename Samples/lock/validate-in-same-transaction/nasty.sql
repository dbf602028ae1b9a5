BEGIN;
SAVEPOINT a;
ALTER TABLE orders ADD COLUMN channel text;
ROLLBACK TO a;
-- The lock went with the savepoint.
ALTER TABLE orders VALIDATE CONSTRAINT orders_amount_check;
COMMIT;

DO $$
BEGIN
  ALTER TABLE orders ADD CONSTRAINT "Rate" CHECK (rate >= 0) NOT VALID;
  -- finds: lock/validate-in-same-transaction
  ALTER TABLE orders VALIDATE CONSTRAINT "Rate";
END
$$;
