"""Fills the stock project: `python -m tests.benchmarks.graphql_speed.stock.filling FILE`, where
FILE has what `content.as_rows` gave."""

import json
import sys
from itertools import count
from pathlib import Path
from typing import Any

import django


def main(path: Path) -> None:
    django.setup()
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection, transaction
    from wagtail.models import Locale, Page, Site
    from wagtail.signal_handlers import disable_reference_index_auto_update

    from tests.benchmarks.graphql_speed.stock import models

    call_command("migrate", verbosity=0)
    rows: dict[str, list[dict[str, Any]]] = json.loads(path.read_text())
    with transaction.atomic(), disable_reference_index_auto_update():
        Page.objects.filter(depth__gt=1).delete()
        home = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="home"))
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        numbers = count(1)
        for name, own in rows.items():
            model = getattr(models, name)
            kind, locale = ContentType.objects.get_for_model(model), Locale.get_default()
            for row in own:
                page = model(**row, depth=3, content_type=kind, locale=locale)
                page.path = Page._get_path(home.path, 3, next(numbers))
                page.set_url_path(home)
                page.save(clean=False)
        Page.objects.filter(pk=home.pk).update(numchild=next(numbers) - 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
