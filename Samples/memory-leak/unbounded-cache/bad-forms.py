"""Caches by other names: closures, merged dicts, counters."""
import collections
from functools import lru_cache
from flask import request

from shop import db


def make():
    memo = {}

    def f(k):
        if k not in memo:
            # finds: memory-leak/unbounded-cache
            memo[k] = db.query(k)
        return memo[k]

    return f


lookup = make()


def memoize(fn):
    seen = {}

    def wrapper(*args):
        if args not in seen:
            # finds: memory-leak/unbounded-cache
            seen[args] = fn(*args)
        return seen[args]

    return wrapper


_u = {}


def user(user_id):
    if user_id not in _u:
        # finds: memory-leak/unbounded-cache
        _u.update({user_id: db.query(user_id)})
    return _u[user_id]


_o = {}


def order(order_id):
    global _o
    if order_id not in _o:
        # finds: memory-leak/unbounded-cache
        _o |= {order_id: db.query(order_id)}
    return _o[order_id]


_p = {}


def profile():
    uid = request.args["id"]
    if uid not in _p:
        # finds: memory-leak/unbounded-cache
        _p[uid] = db.query(uid)
    return _p[uid]


_q = {}


def profile2(request):
    uid = request.GET["id"]
    # finds: memory-leak/unbounded-cache
    _q[uid] = db.query(uid)
    return _q[uid]


_q2 = {}


class V:
    def get(self, request):
        uid = request.GET["id"]
        # finds: memory-leak/unbounded-cache
        _q2[uid] = db.query(uid)
        return _q2[uid]


_q3 = {}


def profile3():
    # finds: memory-leak/unbounded-cache
    _q3[request.args["id"]] = db.query(3)


def load(key):
    return db.query(key)


# finds: memory-leak/unbounded-cache
cached = lru_cache(maxsize=None)(load)

_t = {}


def tenant(tenant_id):
    if tenant_id not in _t:
        # finds: memory-leak/unbounded-cache
        _t[tenant_id] = db.query(tenant_id)
    return _t[tenant_id]


def reset_for_tests():
    _t.clear()


hits = collections.Counter()


def hit(address):
    # finds: memory-leak/unbounded-cache
    hits[address] += 1
