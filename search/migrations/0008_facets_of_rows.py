"""Facets are of rows, by their short keys: to count them took longer than to find the pages. And
rows keep where the sentences of their bodies are."""

import django.db.models.deletion
from django.db import migrations, models

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
            index=models.Index(
                fields=[
                    "id",
                    "uuid",
                    "kind",
                    "language",
                    "year",
                    "date",
                    "file_page",
                    "visible_until",
                ],
                name="search_found",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["title_key"], name="search_titled"),
        ),
        migrations.DeleteModel("SearchFacet"),
        migrations.CreateModel(
            name="SearchFacet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=16, verbose_name="facet")),
                ("value", models.CharField(max_length=255, verbose_name="value")),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="search.searchdocument",
                        verbose_name="search row",
                    ),
                ),
            ],
            options={
                "verbose_name": "facet",
                "verbose_name_plural": "facets",
                "indexes": [
                    models.Index(fields=["name", "value", "document"], name="search_faceted")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "name", "value"), name="search_one_facet_each"
                    )
                ],
            },
        ),
    ]
