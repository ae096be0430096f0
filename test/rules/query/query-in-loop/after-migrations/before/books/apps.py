from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def may_read(sender, **keywords):
    from django.contrib.auth.models import Permission

    found = []
    for model in apps.all_models["books"]:
        found.append(Permission.objects.get(codename=f"view_{model}"))
    return found


class BooksConfig(AppConfig):
    name = "books"

    def ready(self):
        post_migrate.connect(may_read, sender=self)
