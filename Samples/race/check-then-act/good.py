from django.db import transaction
from django.db.models import F
from django.db.utils import IntegrityError

from shop.models import Account, Coupon, Product


def buy(cur, product_id):
    cur.execute(
        "UPDATE products SET stock = stock - 1 WHERE id = %s AND stock > 0", (product_id,)
    )
    if cur.rowcount == 0:
        raise ValueError("sold out")


def buy_locked(cur, product_id):
    cur.execute("SELECT stock FROM products WHERE id = %s FOR UPDATE", (product_id,))
    if cur.fetchone()[0] > 0:
        cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))


def buy_guarded(cur, product_id):
    cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
    if cur.fetchone()[0] <= 0:
        return False
    cur.execute(
        "UPDATE products SET stock = stock - 1 WHERE id = %s AND stock > 0", (product_id,)
    )
    return cur.rowcount == 1


@transaction.atomic
def redeem(code):
    coupon = Coupon.objects.select_for_update().get(code=code)
    if coupon.remaining > 0:
        coupon.remaining -= 1
        coupon.save()


def order(pk, n):
    hit = Product.objects.filter(pk=pk, stock__gte=n).update(stock=F("stock") - n)
    if not hit:
        raise ValueError("sold out")


def rename(pk, name):
    product = Product.objects.get(pk=pk)
    if product.archived:
        raise ValueError("archived")
    product.name = name
    product.save(update_fields=["name"])


def show(cur, product_id):
    cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
    if cur.fetchone()[0] > 0:
        cur.execute("UPDATE page_views SET views = views + 1 WHERE product_id = %s", (product_id,))


def open_account(name):
    account = Account.objects.create(name=name, balance=0)
    if account.balance == 0:
        account.balance += 10
        account.save()


def enable(pk):
    coupon = Coupon.objects.get(pk=pk)
    if not coupon.active:
        coupon.active = True
        coupon.save()
