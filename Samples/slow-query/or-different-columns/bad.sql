-- finds: slow-query/or-different-columns
SELECT id FROM users WHERE email = 'a@example.com' OR phone = '555-0100';
-- finds: slow-query/or-different-columns
UPDATE messages SET seen = true WHERE sender_id = $1 OR recipient_id = $1;
-- A state holds for too many rows to find the others by.
-- finds: slow-query/or-different-columns
SELECT id FROM orders WHERE status = 'open' AND (buyer_id = 7 OR seller_id = 7);
