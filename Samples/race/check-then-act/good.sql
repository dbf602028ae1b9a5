-- The check is part of the change.
UPDATE products SET stock = stock - 1 WHERE id = 42 AND stock > 0 RETURNING stock;

-- The row is locked from the read on.
BEGIN;
SELECT stock FROM products WHERE id = 42 FOR UPDATE;
UPDATE products SET stock = stock - 1 WHERE id = 42;
COMMIT;

-- The version tells whether somebody was faster.
SELECT stock, version FROM products WHERE id = 43;
UPDATE products SET stock = stock - 1, version = version + 1 WHERE id = 43 AND version = 5;

-- Another row, another column, another table.
SELECT stock FROM products WHERE id = 44;
UPDATE products SET stock = stock - 1 WHERE id = 45;
SELECT name FROM products WHERE id = 46;
UPDATE products SET stock = stock + 10 WHERE id = 46;
SELECT stock FROM products WHERE id = 47;
UPDATE archived_products SET stock = stock - 1 WHERE id = 47;

CREATE FUNCTION reserve_seat(flight bigint) RETURNS boolean AS $$
DECLARE
  free integer;
BEGIN
  SELECT seats_free INTO free FROM flights WHERE id = flight FOR UPDATE;
  IF free > 0 THEN
    UPDATE flights SET seats_free = seats_free - 1 WHERE id = flight;
    RETURN true;
  END IF;
  RETURN false;
END
$$ LANGUAGE plpgsql;
