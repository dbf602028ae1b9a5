import psycopg2
import psycopg2.extras
from django.db.models import F
from django.shortcuts import get_object_or_404
from sqlalchemy import select

from shop.models import Coupon, Product


def buy(cur, product_id):
    cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
    stock = cur.fetchone()[0]
    # finds: race/check-then-act
    if stock > 0:
        cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))


def buy_or_fail(conn, product_id, quantity):
    with conn.cursor() as cur:
        cur.execute("SELECT id, stock FROM products WHERE id = %s", (product_id,))
        row = cur.fetchone()
        # finds: race/check-then-act
        if row[1] < quantity:
            raise ValueError("sold out")
        cur.execute(
            "UPDATE products SET stock = %s WHERE id = %s", (row[1] - quantity, product_id)
        )


def redeem(request, code):
    coupon = Coupon.objects.get(code=code)
    # finds: race/check-then-act
    if coupon.remaining <= 0:
        return False
    coupon.remaining -= 1
    coupon.save()
    return True


def order(request, pk, n):
    product = get_object_or_404(Product, pk=pk)
    # finds: race/check-then-act
    if product.stock >= n:
        Product.objects.filter(pk=pk).update(stock=F("stock") - n)


def claim(request, code):
    coupon = Coupon.objects.get(code=code)
    # finds: race/check-then-act
    if coupon.used:
        raise ValueError("already used")
    coupon.used = True
    coupon.save()


def first_in_stock(cur, product_id):
    cur.execute("SELECT id, stock FROM products WHERE id = %s", (product_id,))
    for id, stock in cur:
        # finds: race/check-then-act
        if stock > 0:
            cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))


def order_in_transaction(request, pk):
    # READ COMMITTED: both transactions read the same stock.
    with transaction.atomic():
        product = Product.objects.get(pk=pk)
        # finds: race/check-then-act
        if product.stock >= 1:
            Product.objects.filter(pk=pk).update(stock=product.stock - 1)


async def buy_from_a_pool(pool, product_id):
    async with pool.acquire() as conn:
        stock = await conn.fetchval("SELECT stock FROM products WHERE id = $1", product_id)
        # finds: race/check-then-act
        if stock > 0:
            await conn.execute("UPDATE products SET stock = stock - 1 WHERE id = $1", product_id)


async def buy_with_a_session(session, product_id):
    result = await session.execute(select(Product).where(Product.id == product_id))
    product = result.scalar_one_or_none()
    # finds: race/check-then-act
    if product.stock > 0:
        product.stock -= 1
        await session.commit()


def timed(clock, cur, product_id):
    with clock.span("buy"):
        cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
        # finds: race/check-then-act
        if cur.fetchone()[0] > 0:
            cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))
