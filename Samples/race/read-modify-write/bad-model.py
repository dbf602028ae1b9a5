from django.db import models


class Voucher(models.Model):
    code = models.CharField(max_length=20)
    num_orders = models.PositiveIntegerField(default=0)
    total_discount = models.DecimalField(default=0)

    def record_order(self):
        # finds: race/read-modify-write
        self.num_orders += 1
        self.save()

    def record_discount(self, amount):
        # finds: race/read-modify-write
        self.total_discount = self.total_discount + amount
        self.save(update_fields=["total_discount"])
