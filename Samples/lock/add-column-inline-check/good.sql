ALTER TABLE orders ADD COLUMN discount numeric;
ALTER TABLE orders ADD CONSTRAINT orders_discount_check CHECK (discount >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_discount_check;

CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD COLUMN value numeric CHECK (value > 0);
