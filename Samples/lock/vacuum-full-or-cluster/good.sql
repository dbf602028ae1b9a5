VACUUM (ANALYZE) orders;
VACUUM (FULL false, ANALYZE) orders;
VACUUM;
ALTER TABLE orders CLUSTER ON orders_created_at_idx;

CREATE TABLE recent AS SELECT * FROM orders;
CREATE INDEX recent_day_idx ON recent (day);
CLUSTER recent USING recent_day_idx;
VACUUM FULL recent;
