-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN data TYPE jsonb USING data::jsonb;
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN total SET DATA TYPE integer USING round(total);
-- finds: lock/alter-column-type
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
