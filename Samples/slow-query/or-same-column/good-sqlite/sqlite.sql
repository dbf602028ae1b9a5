-- SQLite turns this into IN by itself.
SELECT * FROM orders WHERE status = 'pending' OR status = 'processing';
