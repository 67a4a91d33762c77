"""Rows keep where the sentences of their bodies are, and facets are counted from the rows alone.

On SQLite one index has all that a search asks of the rows it finds, as the rows themselves are
long. PostgreSQL keeps what is long elsewhere, and takes no entry of an index that is.
"""

from django.db import migrations, models

FOUND = """
CREATE INDEX search_found ON search_searchdocument
(id, uuid, kind, language, year, date, regions, topics, file_page, visible_until)"""


def index_found_rows(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FOUND)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX search_found")


class Migration(migrations.Migration):
    dependencies = [("search", "0007_found_rows")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="sentences",
            field=models.JSONField(blank=True, default=dict, verbose_name="sentences"),
        ),
        migrations.RemoveIndex(model_name="searchdocument", name="search_found"),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["title_key"], name="search_titled"),
        ),
        migrations.DeleteModel("SearchFacet"),
        migrations.RunPython(index_found_rows, drop_index),
    ]
