from django.db import models


class Order(models.Model):
    number = models.CharField(max_length=20, unique=True)
    shop = models.ForeignKey("Shop", on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["number"]), models.Index(fields=["shop"], name="by_shop")]
