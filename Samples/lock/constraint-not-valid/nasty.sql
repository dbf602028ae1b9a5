ALTER TABLE orders
  DROP CONSTRAINT orders_status_check,
  -- finds: lock/constraint-not-valid
  ADD CONSTRAINT orders_status_check CHECK (status IN ('open', 'NOT VALID')),
  ADD CONSTRAINT orders_note_check CHECK (length(note) < 100) NOT VALID;
