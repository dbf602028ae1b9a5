BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;
COMMIT;

-- psql runs each statement by itself.
ALTER TABLE orders ADD CONSTRAINT orders_rate_check CHECK (rate >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_rate_check;

BEGIN;
ALTER TABLE customers ADD COLUMN channel text;
-- Another table.
ALTER TABLE orders VALIDATE CONSTRAINT orders_amount_check;
-- This one blocks nobody.
ALTER TABLE orders ALTER COLUMN status SET STATISTICS 1000;
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_check;
COMMIT;

BEGIN;
CREATE TABLE coupons (value numeric);
ALTER TABLE coupons ADD CONSTRAINT coupons_value_check CHECK (value > 0) NOT VALID;
ALTER TABLE coupons VALIDATE CONSTRAINT coupons_value_check;
COMMIT;
