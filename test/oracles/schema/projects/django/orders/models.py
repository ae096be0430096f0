from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import Q


class Tracked(models.Model):
    created = models.DateTimeField(auto_now_add=True, db_index=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["-changed"])]


class Shop(models.Model):
    name = models.IntegerField(unique=True)
    code = models.IntegerField(db_column="shop_code", db_index=True)
    tags = models.JSONField(default=dict)

    class Meta:
        db_table = "shops"
        indexes = [GinIndex(fields=["tags"], name="shop_tags"), HashIndex(fields=["code"], name="shop_hash"), models.Index(models.F("code") + 1, name="shop_lower")]


class Customer(Tracked):
    number = models.IntegerField(primary_key=True)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    home = models.ForeignKey("Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    mirror = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, db_constraint=False)


class Receipt(models.Model):
    total = models.IntegerField()

    class Meta(Tracked.Meta):
        abstract = False
        indexes = []
        constraints = [models.CheckConstraint(condition=Q(total__gte=0), name="positive")]


class Order(Tracked):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, db_column="buyer")
    receipt = models.OneToOneField(Receipt, on_delete=models.CASCADE)
    day = models.DateField()
    state = models.IntegerField(choices=[(1, "new"), (2, "paid")])

    class Meta:
        unique_together = [("customer", "day")]
        indexes = [
            models.Index(fields=["state", "-day"], name="order_state_day"),
            models.Index(fields=["day"], name="order_open", condition=Q(state=1)),
            models.Index(fields=["customer"], name="order_customer", include=["state"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["day", "state"], name="one_a_day"),
            models.UniqueConstraint(fields=["state"], name="one_new", condition=Q(state=1)),
        ]


class Special(Shop):
    note = models.TextField()


class Seen(Order):
    class Meta:
        proxy = True
