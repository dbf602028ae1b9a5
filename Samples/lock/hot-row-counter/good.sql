-- The sum of half a minute.
UPDATE product_stats SET view_count = view_count + $1 WHERE product_id = $2;
-- One row for each user: they do not wait for each other.
UPDATE users SET login_count = login_count + 1 WHERE id = $1;
-- No counter, and no increment.
UPDATE products SET price = price + 1 WHERE id = 42;
UPDATE product_stats SET view_count = 0 WHERE product_id = 42;
