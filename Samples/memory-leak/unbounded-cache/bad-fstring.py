# A cache that grows for ever, in front of a query that takes its argument as SQL.
cache = {}
def get_user(id):
    if id not in cache:
        # finds: memory-leak/unbounded-cache, breach/sql-injection
        cache[id] = db.query(f"SELECT * FROM users WHERE id = {id}")
    return cache[id]
# After 1M unique users: cache consumes GBs of RAM
