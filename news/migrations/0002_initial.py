from django.db import migrations


class Migration(migrations.Migration):
    """Nothing: its columns are made with their tables. Sites that ran it remember its name."""

    initial = True

    dependencies = [
        ("news", "0001_initial"),
    ]

    operations = []
