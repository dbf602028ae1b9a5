"""Locks that are taken somewhere else than in the query, and locks that come too late."""
import psycopg2
from django.db import transaction
from sqlalchemy import select

from shop.locks import redis_lock
from shop.models import Product


def buy_under_a_distributed_lock(redis, product_id):
    with redis.lock(f"product:{product_id}", timeout=10):
        product = Product.objects.get(pk=product_id)
        if product.stock > 0:
            product.stock -= 1
            product.save()


def buy_under_an_advisory_lock(cur, product_id):
    cur.execute("SELECT pg_advisory_xact_lock(%s)", (product_id,))
    cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
    if cur.fetchone()[0] > 0:
        cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))


def buy_with_sqlalchemy(session, product_id):
    product = session.query(Product).filter_by(id=product_id).with_for_update().one()
    if product.stock > 0:
        product.stock -= 1
    session.commit()


def buy_with_sqlalchemy_unlocked(session, product_id):
    product = session.query(Product).filter_by(id=product_id).one()
    # finds: race/check-then-act
    if product.stock > 0:
        product.stock -= 1
    session.commit()


def buy_in_a_plain_transaction(product_id):
    with transaction.atomic():
        product = Product.objects.get(pk=product_id)
        # finds: race/check-then-act
        if product.stock > 0:
            product.stock -= 1
            product.save()


def lock_after_the_read(cur, product_id):
    cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
    stock = cur.fetchone()[0]
    cur.execute("SELECT id FROM products WHERE id = %s FOR UPDATE", (product_id,))
    # finds: race/check-then-act
    if stock > 0:
        cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))


def locked_row(product_id):
    return Product.objects.select_for_update().get(pk=product_id)


def buy_through_a_locking_helper(product_id):
    product = locked_row(product_id)
    if product.stock > 0:
        product.stock -= 1
        product.save()


def serializable(conn, product_id):
    conn.set_session(isolation_level="SERIALIZABLE")
    with conn.cursor() as cur:
        cur.execute("SELECT stock FROM products WHERE id = %s", (product_id,))
        if cur.fetchone()[0] > 0:
            cur.execute("UPDATE products SET stock = stock - 1 WHERE id = %s", (product_id,))
