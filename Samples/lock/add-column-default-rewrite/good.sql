ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT 'web';
ALTER TABLE orders ADD COLUMN discount numeric DEFAULT (1 + 2);
ALTER TABLE orders ADD COLUMN tags text[] DEFAULT ARRAY[]::text[];
ALTER TABLE orders ADD COLUMN created_at timestamptz DEFAULT now();
ALTER TABLE orders ADD COLUMN updated_at timestamptz DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE orders ADD COLUMN due date DEFAULT (now() + interval '7 days');
ALTER TABLE orders ADD COLUMN made_at timestamp DEFAULT timezone('utc', now());
ALTER TABLE orders ADD COLUMN made_by text DEFAULT current_user;
ALTER TABLE orders ADD COLUMN zone text DEFAULT current_setting('TimeZone');
ALTER TABLE orders ADD COLUMN kind text DEFAULT lower('A');
ALTER TABLE orders ADD COLUMN label text DEFAULT concat('a', 'b');
ALTER TABLE orders ADD COLUMN data jsonb DEFAULT jsonb_build_object('a', 1);
ALTER TABLE orders ADD COLUMN note text DEFAULT NULL;

-- New rows only.
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();

CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD COLUMN token uuid DEFAULT gen_random_uuid();
