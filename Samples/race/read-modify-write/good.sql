CREATE FUNCTION deposit(account bigint, amount numeric) RETURNS void AS $$
BEGIN
  UPDATE accounts SET balance = balance + amount WHERE id = account;
END
$$ LANGUAGE plpgsql;

CREATE FUNCTION deposit_locked(account bigint, amount numeric) RETURNS void AS $$
DECLARE
  current_balance numeric;
BEGIN
  SELECT balance INTO current_balance FROM accounts WHERE id = account FOR UPDATE;
  UPDATE accounts SET balance = current_balance + amount WHERE id = account;
END
$$ LANGUAGE plpgsql;
