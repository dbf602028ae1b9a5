-- The table stands on every side.
SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id
WHERE o.code = 'A1' AND u.email = 'a' OR o.code = 'B1' AND u.email = 'b';

SELECT "O".id FROM orders AS "O" LEFT JOIN LATERAL (SELECT 1 AS one) AS x ON true
JOIN users ON users.id = "O".user_id
-- finds: slow-query/or-across-tables
WHERE ("O".code = 'A1') OR ((users.email) = 'a' AND users.phone = 'b');

-- A hash join on the account; the OR is only a filter.
SELECT o.id FROM orders o JOIN users u ON u.account_id = o.account_id AND (u.id = o.buyer_id OR u.id = o.seller_id);
