-- finds: slow-query/or-same-column
SELECT * FROM "Orders" WHERE ("Status") = 'a' OR (("Status" = $1) OR "Status" = upper('c'));
-- "Status" and status are two columns.
SELECT * FROM orders WHERE "Status" = 'a' AND id = 1 OR status = 'b' AND id = 1;
SELECT * FROM orders WHERE NOT (status = 'a' OR status = 'b');
SELECT * FROM pg_class WHERE relkind = 'r' OR relkind = 'v';
-- notes: slow-query/or-same-column
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM lines l WHERE l.order_id = o.id AND (l.kind = 1 OR l.kind = 2));
