from django.db import migrations, models

AT_ONCE = 1000


def turn_around(apps, schema_editor):
    words = apps.get_model("core", "SearchWord").objects.using(schema_editor.connection.alias)
    some = []
    for word in words.filter(backwards="").iterator(AT_ONCE):
        word.backwards = word.word[::-1]
        some.append(word)
    words.bulk_update(some, ["backwards"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchword",
            name="backwards",
            field=models.CharField(db_default="", max_length=64),
        ),
        migrations.RunPython(turn_around, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(
                fields=["language", "backwards"],
                name="search_word_ending",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
            ),
        ),
    ]
