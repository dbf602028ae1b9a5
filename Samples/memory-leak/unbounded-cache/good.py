"""Caches with an end, and tables that only look like caches."""
import collections
import enum
import functools
import re
import threading
import weakref

import cachetools

from shop import db, geo, load

# Bounded.


@functools.lru_cache(maxsize=10000)
def get_user(id):
    return db.query("SELECT * FROM users WHERE id = %s", (id,))


@functools.lru_cache
def locate(address):
    return geo.lookup(address)


_prices = cachetools.TTLCache(maxsize=10_000, ttl=300)


def price_of(product_id):
    if product_id not in _prices:
        _prices[product_id] = db.query("SELECT price FROM prices WHERE id = %s", (product_id,))
    return _prices[product_id]


_rendered = {}


def render(source):
    if source not in _rendered:
        if len(_rendered) > 500:
            _rendered.clear()
        _rendered[source] = load(source)
    return _rendered[source]


_recent = collections.OrderedDict()


def remember(user_id):
    _recent[user_id] = db.query("SELECT * FROM users WHERE id = %s", (user_id,))
    while len(_recent) > 1000:
        _recent.popitem(last=False)


_history = collections.deque(maxlen=100)


def record(event):
    _history.append({"event": event})


# Given back.

_running = {}


async def once(key):
    task = _running[key] = start(key)
    try:
        return await task
    finally:
        _running.pop(key, None)


_sessions = {}


def login(user_id):
    _sessions[user_id] = open_session(user_id)


def logout(user_id):
    del _sessions[user_id]


_rates = {}


def rate(pair_id):
    if pair_id not in _rates:
        _rates[pair_id] = db.query("SELECT rate FROM rates WHERE id = %s", (pair_id,))
    return _rates[pair_id]


def forget_rates():
    global _rates
    _rates = {}


_connected = weakref.WeakValueDictionary()


def connection_of(user_id):
    if user_id not in _connected:
        _connected[user_id] = open_connection(user_id)
    return _connected[user_id]


# As many keys as the program has.

_serializers = {}


def serialize(value):
    kind = type(value)
    if kind not in _serializers:
        _serializers[kind] = make_serializer(kind)
    return _serializers[kind](value)


class Color(enum.Enum):
    RED = 1
    BLUE = 2


_paints = {}


def paint(color: Color):
    if color not in _paints:
        _paints[color] = load(color.name)
    return _paints[color]


_routes = {}


def route(pattern):
    def register(handler):
        _routes[pattern] = handler
        return handler

    return register


_plugins = {}


def register_plugin(name, plugin):
    _plugins[name] = plugin


_settings = {}


def settings():
    if not _settings:
        for line in load("settings"):
            _settings[line.key] = line.value
    return _settings


@functools.cache
def schema():
    return load("schema.json")


@functools.cache
def encoder_for(cls):
    return make_serializer(cls)


_patterns = {}


def matcher(expression):
    if expression not in _patterns:
        _patterns[expression] = re.compile(expression)
    return _patterns[expression]


_by_thread = {}


def buffer():
    ident = threading.get_ident()
    if ident not in _by_thread:
        _by_thread[ident] = bytearray()
    return _by_thread[ident]


_squares = {}


def square(n):
    if n < 1000:
        if n not in _squares:
            _squares[n] = n * n
        return _squares[n]
    return n * n


# As long-lived as the object or the call.


class Report:
    def __init__(self):
        self.rows = {}

    def add(self, user_id):
        if user_id not in self.rows:
            self.rows[user_id] = db.query("SELECT * FROM users WHERE id = %s", (user_id,))


def unique(items):
    seen = set()
    for item in items:
        if item.id not in seen:
            seen.add(item.id)
            yield item


# One entry for each database, service, time zone, template, setting: few.


_engines = {}


def engine(db_uri):
    if db_uri not in _engines:
        _engines[db_uri] = create_engine(db_uri)
    return _engines[db_uri]


_healthy = {}


def check_health(client):
    api_url = str(client.api_url)
    if _healthy.get(api_url, 0) < time.monotonic():
        client.ping()
        _healthy[api_url] = time.monotonic() + 600


@functools.cache
def has_half_hours(tz_str: str):
    return get_timezone(tz_str).utcoffset(None).total_seconds() % 3600 != 0


_zones = {}


def zone(moment):
    offset = int(moment.utcoffset().total_seconds() // 60)
    if offset not in _zones:
        _zones[offset] = timezone(timedelta(minutes=offset))
    return _zones[offset]


_running = {}


def run_in_background(desc: "LiteralString", job):
    count = _running.get(desc, 0)
    _running[desc] = count + 1
    job(name=f"{desc}-{count}")


_defaults = {}


def reset(config):
    def remember(key):
        if key not in _defaults:
            _defaults[key] = config.get(key)
        return _defaults[key]

    for key in SCHEMA.keys():
        remember(key)
