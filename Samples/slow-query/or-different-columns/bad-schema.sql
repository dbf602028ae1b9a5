CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text UNIQUE,
  phone text
);
-- finds: slow-query/or-different-columns
SELECT id FROM users WHERE email = $1 OR phone = $2;
