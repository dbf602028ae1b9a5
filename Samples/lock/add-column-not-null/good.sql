ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT 'web';
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN flag boolean NULL;

CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD COLUMN value numeric NOT NULL;
CREATE TEMP TABLE import (sku text);
ALTER TABLE import ADD COLUMN amount integer NOT NULL;
