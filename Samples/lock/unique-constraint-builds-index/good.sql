CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;

CREATE TABLE coupons (code text UNIQUE);
ALTER TABLE coupons ADD UNIQUE (code);
