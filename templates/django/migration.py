from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("{{ label }}", "{{ leaf }}"),
    ]

    operations = [
        migrations.RunSQL(
            sql={{ up }},
            reverse_sql={{ down }},
        ),
    ]
