-- Names fold to lower case unless they are quoted.
CREATE TABLE Ledger (id bigint);
CREATE INDEX ON LEDGER (id);
CREATE INDEX ON "ledger" (id);
-- finds: lock/index-not-concurrent
CREATE INDEX ON "Ledger" (id);

-- Another schema, another table.
CREATE TABLE archive.sales (id bigint);
CREATE INDEX ON archive.sales (id);
-- finds: lock/index-not-concurrent
CREATE INDEX ON shop.sales (id);

-- The table comes after the index.
-- finds: lock/index-not-concurrent
CREATE INDEX late_idx ON late (id);
CREATE TABLE late (id bigint);

-- What is rolled back was never created.
BEGIN;
CREATE TABLE draft (id bigint);
CREATE INDEX ON draft (id);
ROLLBACK;
-- finds: lock/index-not-concurrent
CREATE INDEX ON draft (id);

BEGIN;
SAVEPOINT before_stage;
CREATE TABLE stage (id bigint);
ROLLBACK TO before_stage;
-- finds: lock/index-not-concurrent
CREATE INDEX ON stage (id);
COMMIT;

-- Dropped, so what is meant now is another table.
CREATE TABLE scratch (id bigint);
DROP TABLE scratch;
-- finds: lock/index-not-concurrent
CREATE INDEX ON scratch (id);

-- A broken statement hides nothing.
-- notes: meta/syntax-error
CREATE TABLE broken (id bigint,, );
-- finds: lock/index-not-concurrent
CREATE /* a comment */ UNIQUE
INDEX
  orders_number_key ON orders USING btree (number);

DO $$
BEGIN
  CREATE TABLE made_here (id bigint);
  CREATE INDEX ON made_here (id);
  IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'orders_total_idx') THEN
    -- finds: lock/index-not-concurrent
    CREATE INDEX orders_total_idx ON orders (total);
  END IF;
END
$$;
CREATE INDEX ON made_here (id);

-- A function runs some other time: what it creates is not there now.
CREATE FUNCTION make_report() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TABLE report (id bigint);
  CREATE INDEX ON report (id);
END
$$;
-- finds: lock/index-not-concurrent
CREATE INDEX ON report (id);
