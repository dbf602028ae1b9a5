ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;
ALTER TABLE orders ADD CONSTRAINT orders_amount_check CHECK (amount > 0) NOT ENFORCED;

-- NOT VALID does not exist for these.
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;
ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE USING INDEX orders_number_key;

CREATE TABLE coupons (value numeric);
ALTER TABLE coupons ADD CONSTRAINT coupons_value_check CHECK (value > 0);
