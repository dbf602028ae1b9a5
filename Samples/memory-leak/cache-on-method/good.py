import enum
import functools


class Report:
    def __init__(self, rows):
        self.rows = rows
        self._by_day = {}

    @functools.cached_property
    def total(self):
        return sum(row.price for row in self.rows)

    def by_day(self, day):
        if day not in self._by_day:
            self._by_day[day] = [row for row in self.rows if row.day == day]
        return self._by_day[day]

    @staticmethod
    @functools.lru_cache(maxsize=100)
    def parse(line):
        return line.split(",")

    @classmethod
    @functools.lru_cache(maxsize=100)
    def columns(cls):
        return sorted(cls.__annotations__)


class Unit(enum.Enum):
    METRE = "m"

    @functools.cache
    def label(self):
        return self.value.upper()


class Catalogue:
    @functools.lru_cache(maxsize=1000)
    def product(self, sku):
        return self.load(sku)


catalogue = Catalogue()
