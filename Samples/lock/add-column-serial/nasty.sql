-- finds: lock/add-column-serial, lock/primary-key-builds-index
ALTER TABLE orders ADD COLUMN id BIGSERIAL PRIMARY KEY;
-- A type of one's own that is called so.
ALTER TABLE orders ADD COLUMN device app.serial;
