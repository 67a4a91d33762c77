"""The vocabulary in tables of its own, in place of those that each engine had."""

from django.db import migrations, models

# In the C collation forms stand in the order of their letters' code points, as on SQLite, so that a
# beginning is a range of the index.
ON_POSTGRESQL = [
    'ALTER TABLE search_vocabularyword ALTER COLUMN form TYPE text COLLATE "C"',
    "DROP TABLE search_words",
]
ON_SQLITE = ["DROP TABLE search_vocabulary", "DROP TABLE search_words"]


def settle(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"postgresql": ON_POSTGRESQL, "sqlite": ON_SQLITE}[vendor]:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    from search.rows.vocabulary import recount

    recount()


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0005_synonyms_and_query_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="VocabularyWord",
            fields=[
                ("pk", models.CompositePrimaryKey("form", "term", blank=True, editable=False, primary_key=True, serialize=False)),
                ("form", models.TextField(verbose_name="form")),
                ("term", models.TextField(blank=True, verbose_name="base form")),
                ("rows", models.IntegerField(verbose_name="rows")),
            ],
            options={
                "verbose_name": "word",
                "verbose_name_plural": "words",
                "indexes": [models.Index(condition=models.Q(("form", models.F("term"))), fields=["form", "rows"], name="search_base_forms")],
            },
        ),
        migrations.CreateModel(
            name="VocabularyKey",
            fields=[
                ("pk", models.CompositePrimaryKey("key", "form", blank=True, editable=False, primary_key=True, serialize=False)),
                ("key", models.BigIntegerField(verbose_name="key")),
                ("form", models.TextField(verbose_name="form")),
            ],
            options={
                "verbose_name": "key of a word",
                "verbose_name_plural": "keys of words",
            },
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(condition=models.Q(("visible_until__isnull", False)), fields=["visible_until"], name="search_expiring"),
        ),
        migrations.RunPython(settle),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
