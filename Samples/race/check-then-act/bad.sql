-- Selling the last item twice: the check and the change are two statements.
SELECT stock FROM products WHERE id = 42;
-- finds: race/check-then-act
UPDATE products SET stock = stock - 1 WHERE id = 42;

CREATE FUNCTION reserve_seat(flight bigint) RETURNS boolean AS $$
DECLARE
  free integer;
BEGIN
  SELECT seats_free INTO free FROM flights WHERE id = flight;
  -- finds: race/check-then-act
  IF free > 0 THEN
    UPDATE flights SET seats_free = seats_free - 1 WHERE id = flight;
    RETURN true;
  END IF;
  RETURN false;
END
$$ LANGUAGE plpgsql;
