from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.AddField("order", "note", models.TextField(default="")),
        migrations.RunSQL("CREATE INDEX CONCURRENTLY order_placed ON orders_order (placed)"),
        migrations.RunSQL("UPDATE orders_order SET note = 'x'"),
    ]
