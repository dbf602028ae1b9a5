ALTER TABLE orders
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
-- finds: lock/validate-in-same-transaction
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_fkey;
