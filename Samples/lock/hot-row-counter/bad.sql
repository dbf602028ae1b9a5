-- finds: lock/hot-row-counter
UPDATE product_stats SET view_count = view_count + 1 WHERE product_id = 42;
-- finds: lock/hot-row-counter
UPDATE site_stats SET hits = hits + 1 WHERE name = 'home' AND kind = 'page';
