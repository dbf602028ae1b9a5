from functools import lru_cache

@lru_cache(maxsize=10000)  # Max 10K entries, LRU eviction
def get_user(id):
    return db.query("SELECT * FROM users WHERE id = %s", (id,))
