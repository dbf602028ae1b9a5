"""Lookups that remember everything that was ever asked for."""
import collections
import functools
import hashlib
import time
import uuid

from flask import Flask, request

from shop import db, geo

app = Flask(__name__)

cache = {}


def get_user(id):
    if id not in cache:
        # finds: memory-leak/unbounded-cache
        cache[id] = db.query("SELECT * FROM users WHERE id = %s", (id,))
    return cache[id]


_prices = {}


def price_of(product_id, currency):
    try:
        return _prices[product_id, currency]
    except KeyError:
        price = db.query("SELECT price FROM prices WHERE product_id = %s", (product_id,))
        # finds: memory-leak/unbounded-cache
        _prices[product_id, currency] = price
        return price


_handled = set()


def on_payment(event):
    if event.id in _handled:
        return
    # finds: memory-leak/unbounded-cache
    _handled.add(event.id)
    db.execute("UPDATE orders SET paid = true WHERE id = %s", (event.order_id,))


_last_seen = collections.defaultdict(list)


@app.route("/ping/<device>")
def ping(device):
    # finds: memory-leak/unbounded-cache
    _last_seen[device].append(time.time())
    return "ok"


_requests = []


@app.post("/orders")
def create_order():
    # finds: memory-leak/unbounded-cache
    _requests.append({"id": uuid.uuid4(), "body": request.get_json()})
    return "", 202


# finds: memory-leak/unbounded-cache
@functools.lru_cache(maxsize=None)
def locate(address):
    return geo.lookup(address)


# finds: memory-leak/unbounded-cache
@functools.cache
def customer_name(customer_id: int) -> str:
    return db.query("SELECT name FROM customers WHERE id = %s", (customer_id,))


def thumbnail(url, rendered={}):
    digest = hashlib.sha256(url.encode()).hexdigest()
    if digest not in rendered:
        # finds: memory-leak/unbounded-cache
        rendered[digest] = geo.render(url)
    return rendered[digest]


class Sessions:
    open_sessions = {}

    @classmethod
    def start(cls, user_id):
        if user_id in cls.open_sessions:
            return cls.open_sessions[user_id]
        # finds: memory-leak/unbounded-cache
        cls.open_sessions[user_id] = session = {"user": user_id, "started": time.time()}
        return session


class Throttle:
    def __init__(self):
        self.counts = {}

    def hit(self, address):
        # finds: memory-leak/unbounded-cache
        self.counts[address] = self.counts.get(address, 0) + 1
        return self.counts[address]


throttle = Throttle()


RECEIVED = []


@app.post("/events")
def receive():
    # finds: memory-leak/unbounded-cache
    RECEIVED.append(request.json)


_results = {}


def search(request):
    if request.GET["q"] not in _results:
        # finds: memory-leak/unbounded-cache
        _results[request.GET["q"]] = Book.objects.filter(title=request.GET["q"])
    return _results[request.GET["q"]]


hits = collections.defaultdict(int)


def count(address):
    # finds: memory-leak/unbounded-cache
    hits[address] += 1
