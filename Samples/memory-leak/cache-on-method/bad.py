import functools
from functools import lru_cache


class Report:
    def __init__(self, rows):
        self.rows = rows

    # finds: memory-leak/cache-on-method
    @functools.cache
    def total(self):
        return sum(row.price for row in self.rows)

    # finds: memory-leak/cache-on-method
    @lru_cache(maxsize=None)
    def by_customer(self, customer_id):
        return [row for row in self.rows if row.customer_id == customer_id]

    # notes: memory-leak/cache-on-method
    @lru_cache(maxsize=128)
    def by_day(self, day):
        return [row for row in self.rows if row.day == day]
