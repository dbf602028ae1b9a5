ALTER TABLE documents
  -- finds: lock/add-column-generated-stored
  ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, ''))) STORED,
  ADD COLUMN language text;
