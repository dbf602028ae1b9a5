CREATE FUNCTION deposit(account bigint, amount numeric) RETURNS void AS $$
DECLARE
  current_balance numeric;
BEGIN
  SELECT balance INTO current_balance FROM accounts WHERE id = account;
  -- finds: race/read-modify-write
  UPDATE accounts SET balance = current_balance + amount WHERE id = account;
END
$$ LANGUAGE plpgsql;
