SELECT id
FROM orders o
WHERE o.total > 10
  -- finds: slow-query/or-optional-parameter
  AND ((@user IS NULL) OR o.user_id IN (@user, 0))
  -- One plan for both.
  AND ($2 OR o.shop_id = $3);
