from django.db import models


class Shop(models.Model):
    name = models.CharField(max_length=200)


class Order(models.Model):
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    receipt = models.OneToOneField("Receipt", on_delete=models.CASCADE)
