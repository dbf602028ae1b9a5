BEGIN;
-- finds: lock/index-not-concurrent
CREATE INDEX orders_channel_idx ON orders (channel);
-- finds: lock/backfill-in-ddl-transaction
UPDATE ONLY public.orders AS o SET channel = c.channel FROM customers c WHERE c.id = o.customer_id;
ROLLBACK;
UPDATE orders SET channel = 'shop' WHERE shop_id > 0;

DO $$
BEGIN
  ALTER TABLE orders ADD COLUMN source text;
  LOOP
    -- finds: lock/backfill-in-ddl-transaction
    UPDATE orders SET source = 'web' WHERE source IS NULL;
    EXIT WHEN NOT FOUND;
  END LOOP;
END
$$;
