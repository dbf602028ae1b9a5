-- A comparison holds for NULL as well, so it proves nothing.
ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;
-- finds: lock/set-not-null
ALTER TABLE orders ALTER COLUMN total SET NOT NULL;

ALTER TABLE lines ADD CONSTRAINT given CHECK ((price IS NOT NULL) AND amount > 0) NOT VALID;
ALTER TABLE lines VALIDATE CONSTRAINT given;
ALTER TABLE lines ALTER COLUMN price SET NOT NULL;
-- finds: lock/set-not-null
ALTER TABLE lines ALTER COLUMN amount SET NOT NULL;

-- Either may be NULL.
ALTER TABLE users ADD CONSTRAINT reachable CHECK (email IS NOT NULL OR phone IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT reachable;
-- finds: lock/set-not-null
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

ALTER TABLE carts ADD COLUMN owner bigint;
ALTER TABLE carts
  -- finds: lock/set-not-null
  ALTER owner SET NOT NULL;
