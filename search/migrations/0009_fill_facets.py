"""Facets of the rows that there are."""

from django.db import migrations

BATCH = 5_000


def fill(apps, schema_editor):
    """Each row has the facets that its regions and topics say."""
    document = apps.get_model("search", "SearchDocument")
    facet = apps.get_model("search", "SearchFacet")
    rows = document.objects.values_list("pk", "regions", "topics").iterator(chunk_size=BATCH)
    facet.objects.bulk_create(
        (
            facet(document_id=pk, name=name, value=value)
            for pk, regions, topics in rows
            for name, values in (("region", regions), ("topic", topics))
            for value in dict.fromkeys(values)
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0008_facets_of_rows")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
