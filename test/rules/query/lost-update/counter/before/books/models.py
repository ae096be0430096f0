from django.db import models


class Book(models.Model):
    views = models.IntegerField(default=0)
