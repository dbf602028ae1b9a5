-- Blocks nobody.
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD COLUMN value numeric;

SET lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN discount DECIMAL;
