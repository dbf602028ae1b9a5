ALTER TABLE users
  -- finds: lock/unique-constraint-builds-index
  ADD CONSTRAINT once UNIQUE NULLS NOT DISTINCT (email) INCLUDE (name) DEFERRABLE,
  ADD COLUMN "unique" text;
