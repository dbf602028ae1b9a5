-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT uuid_generate_v4();
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp();
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN sample double precision DEFAULT random();
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN code text DEFAULT upper(md5(random()::text));
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN number bigint DEFAULT nextval('order_numbers');
-- Functions are volatile unless they say otherwise.
-- finds: lock/add-column-default-rewrite
ALTER TABLE orders ADD COLUMN slug text DEFAULT shop.make_slug();
