-- finds: slow-query/or-different-columns
SELECT id FROM (SELECT * FROM users WHERE (users.email = 'a' OR (users.phone) = 'b')) AS u;
WITH small AS (SELECT 1 AS a, 2 AS b)
SELECT * FROM small WHERE a = 1 OR b = 1;
SELECT * FROM unnest(ARRAY[1, 2]) AS t (a) WHERE a = 1 OR a + 1 = 1;
SELECT id FROM orders WHERE 1 = 1 OR total = 5;
