# Odd forms of the same thing.
from functools import (
    cache as memoize,  # another name for it
    lru_cache,
)
from collections import defaultdict as dd

# finds: memory-leak/unbounded-cache
@memoize
def profile(user_id): return fetch("/profiles/%s" % user_id)


# finds: memory-leak/unbounded-cache
@lru_cache(None)
async def token(account_id, *, refresh = False): ...


# Emptied elsewhere in the file.
@lru_cache(maxsize = None)
def permissions(user_id): return fetch(f"/permissions/{user_id}")

def on_permission_change(): permissions.cache_clear()


_memo = None

def quote(symbol_id):
    global _memo
    if _memo is None:
        _memo = {}
    found = _memo.get(symbol_id)
    if found is None:
        # finds: memory-leak/unbounded-cache
        found = _memo.setdefault(symbol_id, fetch(f"/quotes/{symbol_id}"))
    return found


_groups = dd(set)

def join(room_id, member_id):
    # An element leaves when its member does.
    _groups[room_id].add(member_id)

def leave(room_id, member_id):
    _groups[room_id].discard(member_id)


# The same dict under another name: something empties it.
_jobs = {}

def submit(job_id):
    jobs = _jobs
    if job_id not in jobs:
        jobs[job_id] = fetch(f"/jobs/{job_id}")
    return jobs[job_id]

def done(job_id):
    jobs = _jobs
    jobs.pop(job_id)


# Handed to somebody who may empty it.
_pending = {}

def enqueue(message_id):
    if message_id not in _pending:
        _pending[message_id] = fetch(f"/messages/{message_id}")

sweep_regularly(_pending)


def outer():
    def inner(key, memo={}):
        if key not in memo:
            memo[key] = fetch(key)
        return memo[key]
    return [inner(key) for key in range(10)]
