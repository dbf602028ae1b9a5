SELECT id FROM users WHERE email = 'a@example.com'
UNION
SELECT id FROM users WHERE phone = '555-0100';

CREATE TABLE members (
  id bigint PRIMARY KEY,
  email text UNIQUE,
  phone text
);
CREATE INDEX members_phone_idx ON members (phone);
SELECT id FROM members WHERE email = $1 OR phone = $2;

-- Found by the id already.
-- notes: slow-query/or-different-columns
SELECT id FROM users WHERE id = $1 AND (email = $2 OR phone = $2);
-- notes: slow-query/or-different-columns
SELECT id FROM documents WHERE owner_id = 7 OR is_public;

-- The same column on both sides.
SELECT id FROM orders WHERE created_at < $1 OR (created_at = $1 AND id < $2) ORDER BY created_at DESC, id DESC;
SELECT id FROM offers WHERE expires_at IS NULL OR expires_at > now();

-- Patterns that begin anywhere: no index of a column would help, with or without OR.
SELECT id FROM users WHERE name ILIKE '%ann%' OR email ILIKE '%ann%';
