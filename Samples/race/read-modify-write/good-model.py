from django.db import models, transaction


class Voucher(models.Model):
    code = models.CharField(max_length=20)
    num_orders = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    def record_order(self):
        Voucher.objects.filter(pk=self.pk).update(num_orders=models.F("num_orders") + 1)

    def record_order_locked(self):
        with transaction.atomic():
            Voucher.objects.select_for_update().get(pk=self.pk)
            self.refresh_from_db()
            self.num_orders += 1
            self.save()

    def record_in_database(self):
        self.num_orders = models.F("num_orders") + 1
        self.save()

    def tidy(self):
        self.code = self.code.strip()
        self.is_active = not self.is_active
        self.save()

    def retry(self):
        # No column.
        self.attempts += 1
        self.save()


class Counter:
    def __init__(self):
        self.count = 0

    def add(self):
        self.count += 1
        self.save()
