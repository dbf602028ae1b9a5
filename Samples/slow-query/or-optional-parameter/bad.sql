-- finds: slow-query/or-optional-parameter
SELECT id FROM orders WHERE ($1 IS NULL OR user_id = $1);
-- finds: slow-query/or-optional-parameter
SELECT id FROM orders WHERE user_id = $1 OR $1 IS NULL;
-- finds: slow-query/or-optional-parameter
SELECT id FROM orders WHERE (:status = '' OR status = :status);
-- finds: slow-query/or-optional-parameter
SELECT id FROM orders WHERE $1::bigint IS NULL OR user_id = $1::bigint;
