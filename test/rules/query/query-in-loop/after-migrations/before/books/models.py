from django.db import models


class Author(models.Model):
    name = models.TextField()


class Tag(models.Model):
    name = models.TextField()


class Book(models.Model):
    title = models.TextField()
    stock = models.IntegerField(default=0)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    tags = models.ManyToManyField(Tag)
