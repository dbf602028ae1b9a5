"""Values that look computed from the row and are not, and the other way round."""
from bank.models import Account, Audit


def copy_from_another_row(cur, source_id, target_id):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (source_id,))
    balance = cur.fetchone()[0]
    cur.execute("UPDATE accounts SET balance = %s WHERE id = %s", (balance, target_id))


def through_a_local_list(cur, account_id, deltas):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    (balance,) = cur.fetchone()
    for delta in deltas:
        balance += delta
    # finds: race/read-modify-write
    cur.execute("UPDATE accounts SET balance = %s WHERE id = %s", (balance, account_id))


def refreshed_but_not_locked(account_id, amount):
    account = Account.objects.get(pk=account_id)
    account.refresh_from_db()
    # finds: race/read-modify-write
    account.balance -= amount
    account.save(update_fields=["balance"])


def saved_without_the_field(account_id, amount):
    account = Account.objects.get(pk=account_id)
    account.balance -= amount
    account.save(update_fields=["updated_at"])


def log_then_write_constant(cur, account_id):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    Audit.objects.create(amount=cur.fetchone()[0])
    cur.execute("UPDATE accounts SET balance = %s WHERE id = %s", (0, account_id))
