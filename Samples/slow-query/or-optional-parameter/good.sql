SELECT id FROM orders WHERE user_id = $1;
SELECT id FROM orders WHERE user_id IS NULL OR user_id = $1;

-- Found by the number.
-- notes: slow-query/or-optional-parameter
SELECT id FROM orders WHERE number = $2 AND ($1 IS NULL OR user_id = $1);
