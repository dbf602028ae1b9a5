-- finds: lock/primary-key-builds-index
ALTER TABLE events ADD PRIMARY KEY (id);
-- finds: lock/primary-key-builds-index
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (tenant_id, id);
