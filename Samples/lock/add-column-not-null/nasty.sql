ALTER TABLE orders
  -- finds: lock/add-column-not-null
  ADD COLUMN channel varchar(20) CONSTRAINT channel_given NOT NULL,
  -- Brings its own values, at the price of a rewrite.
  -- finds: lock/add-column-serial
  ADD COLUMN number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  -- finds: lock/add-column-generated-stored
  ADD COLUMN total numeric NOT NULL GENERATED ALWAYS AS (price * amount) STORED;
