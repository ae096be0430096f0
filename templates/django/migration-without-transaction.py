from django.db import migrations


class Migration(migrations.Migration):

    # Its statements cannot run inside a transaction.
    atomic = False

    dependencies = [
        ("{{ label }}", "{{ leaf }}"),
    ]

    operations = [
        migrations.RunSQL(
            sql={{ up }},
            reverse_sql={{ down }},
        ),
    ]
