-- finds: slow-query/or-same-column
SELECT * FROM orders WHERE status = 'pending' OR status = 'processing';

SELECT id
FROM orders o
-- finds: slow-query/or-same-column
WHERE (o.status = 'pending' OR o.status = 'processing' OR 'failed' = o.status)
ORDER BY created_at
LIMIT 10;

-- finds: slow-query/or-same-column
DELETE FROM sessions WHERE state = 'expired' OR state IN ('closed', 'broken');

SELECT o.id FROM orders o
-- finds: slow-query/or-same-column
JOIN lines l ON l.order_id = o.id AND (l.kind = 1 OR l.kind = 2);
