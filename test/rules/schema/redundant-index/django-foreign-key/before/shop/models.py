from django.db import models


class Order(models.Model):
    shop = models.ForeignKey("Shop", on_delete=models.CASCADE)  # Django makes this index
    day = models.DateField()
    state = models.CharField(max_length=20)

    class Meta:
        unique_together = [("shop", "day")]
