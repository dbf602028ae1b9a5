def install(cursor):
    cursor.execute(
        """
        DO $body$
        BEGIN
          CREATE TABLE made_here (id bigint);
          CREATE INDEX ON made_here (id);
          -- finds: lock/index-not-concurrent
          EXECUTE 'CREATE INDEX orders_id_idx ON orders (id)';
          EXECUTE 'CREATE INDEX made_here_idx ON made_here (id)';
        END
        $body$;
        """
    )
