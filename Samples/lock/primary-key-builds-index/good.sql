CREATE UNIQUE INDEX CONCURRENTLY events_pkey ON events (id);
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_pkey;

CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD PRIMARY KEY (code);
