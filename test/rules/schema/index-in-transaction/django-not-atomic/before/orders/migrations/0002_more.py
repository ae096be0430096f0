from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0001_initial")]

    operations = [
        AddIndexConcurrently(model_name="order", index=models.Index(fields=["placed"], name="order_placed")),
    ]
