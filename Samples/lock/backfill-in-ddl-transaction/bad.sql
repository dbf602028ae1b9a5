BEGIN;
ALTER TABLE orders ADD COLUMN channel text;
-- finds: lock/backfill-in-ddl-transaction
UPDATE orders SET channel = 'web';
COMMIT;

BEGIN;
ALTER TABLE users RENAME COLUMN mail TO email;
-- finds: lock/backfill-in-ddl-transaction
DELETE FROM users WHERE email IS NULL;
COMMIT;

BEGIN;
ALTER TABLE totals ADD COLUMN day date;
-- finds: lock/backfill-in-ddl-transaction
INSERT INTO totals (day, total) SELECT created_at::date, sum(total) FROM orders GROUP BY 1;
COMMIT;
