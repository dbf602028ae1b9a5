SELECT * FROM orders WHERE status IN ('pending', 'processing');

SELECT * FROM orders WHERE status = 'pending'
UNION ALL
SELECT * FROM orders WHERE status = 'processing';

-- IN cannot say these.
SELECT id FROM orders WHERE deleted_at IS NULL OR deleted_at > now();
SELECT id FROM orders WHERE total < 1 OR total > 1000;
SELECT id FROM orders WHERE name LIKE 'a%' OR name LIKE 'b%';

-- Not how rows are found.
SELECT status = 'pending' OR status = 'processing' AS is_open FROM orders WHERE id = 1;
SELECT CASE WHEN status = 'a' OR status = 'b' THEN 1 END FROM orders;
SELECT status FROM orders GROUP BY status HAVING status = 'a' OR status = 'b';
CREATE TABLE parcels (status text CHECK (status = 'a' OR status = 'b'));
CREATE POLICY visible ON orders USING (status = 'a' OR status = 'b');
CREATE INDEX CONCURRENTLY open_idx ON orders (id) WHERE status = 'a' OR status = 'b';

-- The order is found by its number; the OR only looks at that one.
-- notes: slow-query/or-same-column
SELECT id FROM orders WHERE number = $1 AND (status = 'a' OR status = 'b');
