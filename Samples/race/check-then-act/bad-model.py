from django.db import models


class Voucher(models.Model):
    limit = models.PositiveIntegerField()
    num_orders = models.PositiveIntegerField(default=0)

    def use(self):
        # finds: race/check-then-act
        if self.num_orders >= self.limit:
            raise ValueError("used up")
        self.num_orders += 1
        self.save()
