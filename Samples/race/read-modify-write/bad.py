import psycopg2

from bank.models import Account


def deposit(cur, account_id, amount):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    balance = cur.fetchone()[0]
    # finds: race/read-modify-write
    cur.execute("UPDATE accounts SET balance = %s WHERE id = %s", (balance + amount, account_id))


def deposit_in_steps(cur, account_id, amount):
    cur.execute("SELECT balance FROM accounts WHERE id = %s", (account_id,))
    row = cur.fetchone()
    new_balance = row["balance"] + amount
    # finds: race/read-modify-write
    cur.execute(
        "UPDATE accounts SET balance = %(balance)s WHERE id = %(id)s",
        {"balance": new_balance, "id": account_id},
    )


def deposit_with_django(account_id, amount):
    account = Account.objects.get(pk=account_id)
    # finds: race/read-modify-write
    account.balance += amount
    account.save()


def deposit_with_sqlalchemy(session, account_id, amount):
    account = session.get(Account, account_id)
    # finds: race/read-modify-write
    account.balance = account.balance + amount
    session.commit()


def deposit_by_query(request, pk, amount):
    account = Account.objects.get(pk=pk)
    # finds: race/read-modify-write
    Account.objects.filter(pk=pk).update(balance=account.balance + amount)
