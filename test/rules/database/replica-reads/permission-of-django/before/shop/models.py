from django.db import models


class Order(models.Model):
    refunded = models.BooleanField(default=False)


class Member(models.Model):
    user = models.CharField(max_length=40)
