-- finds: lock/constraint-not-valid
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);
-- finds: lock/constraint-not-valid
ALTER TABLE orders ADD CHECK (amount > 0);
