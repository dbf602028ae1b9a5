from django.db import transaction
from django.db.models import F

from bank.models import Account


def deposit(cur, account_id, amount):
    cur.execute("UPDATE accounts SET balance = balance + %s WHERE id = %s", (amount, account_id))


def deposit_optimistic(cur, account_id, amount):
    cur.execute("SELECT balance, version FROM accounts WHERE id = %s", (account_id,))
    balance, version = cur.fetchone()
    cur.execute(
        "UPDATE accounts SET balance = %s, version = version + 1 WHERE id = %s AND version = %s",
        (balance + amount, account_id, version),
    )
    return cur.rowcount == 1


def deposit_compare_and_set(cur, account_id, amount):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    balance = cur.fetchone()[0]
    cur.execute(
        "UPDATE accounts SET balance = %s WHERE id = %s AND balance = %s",
        (balance + amount, account_id, balance),
    )
    return cur.rowcount == 1


def deposit_with_django(account_id, amount):
    account = Account.objects.get(pk=account_id)
    account.balance = F("balance") + amount
    account.save()


def deposit_locked(account_id, amount):
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        account.balance += amount
        account.save()


def deposit_with_sqlalchemy(session, account_id, amount):
    account = session.get(Account, account_id, with_for_update=True)
    account.balance = account.balance + amount
    session.commit()


def rename(cur, account_id, name):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    print(cur.fetchone()[0])
    cur.execute("UPDATE accounts SET name = %s WHERE id = %s", (name, account_id))


def total(account_ids):
    account = Account.objects.get(pk=account_ids[0])
    account.balance += 1
    return account.balance


def close(request, pk):
    account = Account.objects.get(pk=pk)
    # Written from what was read, but not counted up or down.
    Account.objects.filter(pk=pk).update(closed_by=account.owner)
