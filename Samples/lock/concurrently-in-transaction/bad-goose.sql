-- +goose Up
-- finds: lock/concurrently-in-transaction
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);

-- +goose Down
-- notes: lock/concurrently-in-transaction
DROP INDEX CONCURRENTLY orders_status_idx;
