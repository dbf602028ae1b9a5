-- finds: lock/unique-constraint-builds-index
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
-- finds: lock/unique-constraint-builds-index
ALTER TABLE users ADD UNIQUE (tenant_id, name);
-- finds: lock/unique-constraint-builds-index
ALTER TABLE users ADD COLUMN handle text UNIQUE;
