"""Aliases of aliases, which stayed public when the original was restricted, become aliases of the
original."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def follow_the_original(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    chained = page.objects.filter(alias_of__alias_of__isnull=False)
    if not chained.exists():
        return
    of_what_it_follows = page.objects.filter(pk=OuterRef("alias_of")).values("alias_of")
    while chained.update(alias_of=Subquery(of_what_it_follows)):
        pass
    # Answers that show what is hidden by this are kept no longer.
    apps.get_model("pages", "ContentVersion").objects.update(number=F("number") + 1)


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_page_changes")]

    operations = [migrations.RunPython(follow_the_original, migrations.RunPython.noop)]
