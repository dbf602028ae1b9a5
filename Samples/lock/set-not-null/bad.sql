-- finds: lock/set-not-null
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;

-- Not validated yet.
ALTER TABLE orders ADD CONSTRAINT orders_total_given CHECK (total IS NOT NULL) NOT VALID;
-- finds: lock/set-not-null
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
