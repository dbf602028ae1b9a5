from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0006_channel")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status)",
            "DROP INDEX CONCURRENTLY orders_status_idx",
        ),
    ]
