BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
COMMIT;
BEGIN;
UPDATE orders SET channel = 'web' WHERE id IN (SELECT id FROM orders WHERE channel IS NULL LIMIT 5000);
COMMIT;

BEGIN;
ALTER TABLE customers ADD COLUMN channel text;
-- Another table, and one row.
UPDATE settings SET value = 'on' WHERE name = 'channels';
UPDATE customers SET channel = 'web' WHERE id = 1;
INSERT INTO customers (id, channel) VALUES (0, 'none');
COMMIT;

BEGIN;
CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD COLUMN value numeric;
UPDATE coupons SET value = 1;
COMMIT;
