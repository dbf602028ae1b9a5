SELECT o.id
FROM orders o
JOIN users u ON u.id = o.user_id
-- finds: slow-query/or-across-tables
WHERE o.code = 'A1' OR u.email = 'a@example.com';

-- finds: slow-query/or-across-tables
SELECT o.id FROM orders o, users u WHERE u.id = o.user_id AND (o.code = $1 OR u.email = $2);

SELECT o.id
FROM orders o
-- finds: slow-query/or-across-tables
JOIN users u ON u.id = o.buyer_id OR u.id = o.seller_id;
