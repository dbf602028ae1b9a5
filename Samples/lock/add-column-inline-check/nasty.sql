ALTER TABLE orders
  ADD COLUMN discount numeric
    -- finds: lock/add-column-inline-check
    CONSTRAINT discount_given CHECK (discount IS NOT NULL OR code = ')'),
  ADD COLUMN channel text;
