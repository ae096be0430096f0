from django.db import models


class Shop(models.Model):
    name = models.CharField(max_length=200)


class Order(models.Model):
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey("auth.User", on_delete=models.CASCADE, db_index=False)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["user", "-day"], name="order_user_day")]
