ALTER TABLE orders
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_fkey;

CREATE TABLE coupons (
  id bigint PRIMARY KEY,
  order_id bigint REFERENCES orders (id)
);
ALTER TABLE coupons ADD FOREIGN KEY (id) REFERENCES vouchers (id);

-- Only NULLs in it: nothing to look up.
-- notes: lock/foreign-key-not-valid
ALTER TABLE orders ADD COLUMN coupon_id bigint REFERENCES coupons (id);
