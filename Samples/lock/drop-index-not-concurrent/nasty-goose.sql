-- +goose Up
-- finds: lock/drop-index-not-concurrent
DROP INDEX orders_status_idx;
CREATE TABLE coupons (code text);
CREATE INDEX coupons_code_idx ON coupons (code);

-- The way back is run by hand, on a bad day, or never.
-- +goose Down
-- notes: lock/drop-index-not-concurrent
DROP INDEX coupons_code_idx;
DROP TABLE coupons;
