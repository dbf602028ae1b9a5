ALTER TABLE orders
  ADD COLUMN a integer DEFAULT 0,
  -- finds: lock/add-column-default-rewrite
  ADD b uuid DEFAULT "gen_random_uuid"(),
  ADD COLUMN c text;

CREATE FUNCTION prefix() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'A-' $$;
CREATE FUNCTION ticket() RETURNS text LANGUAGE sql AS $$ SELECT random()::text $$;
ALTER TABLE orders ADD COLUMN d text DEFAULT prefix();
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN e text DEFAULT ticket();
-- finds: lock/add-column-default-rewrite
ALTER TABLE IF EXISTS ONLY orders ADD COLUMN IF NOT EXISTS f int DEFAULT (random() * 100)::int;
