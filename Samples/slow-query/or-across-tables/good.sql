SELECT o.id FROM orders o WHERE o.code = 'A1'
UNION
SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = 'a@example.com';

-- One order, whatever the OR.
-- notes: slow-query/or-across-tables
SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id WHERE o.number = $1 AND (o.code = $2 OR u.email = $3);

-- Both sides on one table.
-- notes: slow-query/or-different-columns
SELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE u.id IS NULL OR u.email = 'x';
