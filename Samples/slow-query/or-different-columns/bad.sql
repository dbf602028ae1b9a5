-- finds: slow-query/or-different-columns
SELECT id FROM users WHERE email = 'a@example.com' OR phone = '555-0100';
-- finds: slow-query/or-different-columns
UPDATE messages SET seen = true WHERE sender_id = $1 OR recipient_id = $1;
-- A state holds for too many rows to find the others by.
-- finds: slow-query/or-different-columns
SELECT id FROM orders WHERE status = 'open' AND (buyer_id = 7 OR seller_id = 7);
-- finds: slow-query/or-different-columns
SELECT id FROM wide WHERE c1 = 1 OR c2 = 2 OR c3 = 3 OR c4 = 4 OR c5 = 5 OR c6 = 6 OR c7 = 7 OR c8 = 8 OR c9 = 9
  OR c10 = 10 OR c11 = 11 OR c12 = 12 OR c13 = 13 OR c14 = 14 OR c15 = 15 OR c16 = 16
  OR c17 = 17 OR c18 = 18 OR c19 = 19 OR c20 = 20 OR c21 = 21 OR c22 = 22 OR c23 = 23
  OR c24 = 24 OR c25 = 25 OR c26 = 26 OR c27 = 27 OR c28 = 28 OR c29 = 29 OR c30 = 30
  OR c31 = 31 OR c32 = 32 OR c33 = 33 OR c34 = 34 OR c35 = 35 OR c36 = 36 OR c37 = 37
  OR c38 = 38 OR c39 = 39 OR c40 = 40;
