ALTER TABLE orders ADD CONSTRAINT orders_total_given CHECK (total IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_given;
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_total_given;

-- Added by the migration before this one.
ALTER TABLE users VALIDATE CONSTRAINT users_email_not_null;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

ALTER TABLE carts ALTER COLUMN user_id SET NOT NULL;
ALTER TABLE carts DROP CONSTRAINT carts_user_id_not_null;

-- It is already.
ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT 'web';
ALTER TABLE orders ALTER COLUMN channel SET NOT NULL;

CREATE TABLE coupons (code text);
ALTER TABLE coupons ALTER COLUMN code SET NOT NULL;
