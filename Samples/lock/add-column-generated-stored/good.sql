ALTER TABLE orders ADD COLUMN total numeric;
ALTER TABLE orders ADD COLUMN doubled numeric GENERATED ALWAYS AS (price * 2) VIRTUAL;

CREATE TABLE lines (price numeric, amount integer);
ALTER TABLE lines ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED;
