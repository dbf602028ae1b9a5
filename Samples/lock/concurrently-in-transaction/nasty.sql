START TRANSACTION ISOLATION LEVEL SERIALIZABLE;
SAVEPOINT a;
ROLLBACK TO SAVEPOINT a;
-- Still in the transaction.
-- finds: lock/concurrently-in-transaction
CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
END;
CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);

CREATE PROCEDURE rebuild() LANGUAGE plpgsql AS $$
BEGIN
  COMMIT;
  -- A procedure is in a transaction again after COMMIT.
  -- finds: lock/concurrently-in-transaction
  REINDEX TABLE CONCURRENTLY orders;
END
$$;
