-- finds: lock/foreign-key-not-valid
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);
-- finds: lock/foreign-key-not-valid
ALTER TABLE orders ADD FOREIGN KEY (shop_id) REFERENCES shops ON DELETE CASCADE;
-- finds: lock/foreign-key-not-valid
ALTER TABLE orders ADD COLUMN region_id bigint DEFAULT 1 REFERENCES regions (id);
