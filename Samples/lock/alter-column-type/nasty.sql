CREATE TYPE channel AS ENUM ('web', 'shop');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN label AS text;
ALTER TABLE orders
  ADD COLUMN a char(10),
  ADD COLUMN b channel,
  ADD COLUMN c uuid,
  ADD COLUMN d varchar(20),
  ADD COLUMN e numeric(10, 2),
  ADD COLUMN f integer,
  ADD COLUMN g text,
  ADD COLUMN h timestamp;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN a TYPE text;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN b TYPE text;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN c TYPE text;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN d TYPE varchar(10);
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN e TYPE numeric(10, 3);
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN f TYPE positive;
ALTER TABLE orders ALTER COLUMN g TYPE label;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN h TYPE timestamptz USING h AT TIME ZONE 'Europe/Berlin';
