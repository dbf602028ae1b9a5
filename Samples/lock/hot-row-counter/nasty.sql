-- A file that makes the row counts in it once.
CREATE TABLE site_stats (name text PRIMARY KEY, hits bigint NOT NULL);
UPDATE site_stats SET hits = hits + 1 WHERE name = 'home';
