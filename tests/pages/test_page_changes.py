"""What was public before changes were written down begins their list."""

from importlib import import_module

import pytest
from django.apps import apps

from cms.pages.models import ContentVersion, PageChange
from tests.factories import HIDING, add_news, hide, index_of

migration = import_module("cms.pages.migrations.0004_page_changes")


@pytest.mark.parametrize("way", HIDING)
def test_the_list_begins_with_what_is_public_alone(pohjoinen, itainen, way) -> None:
    shown, hidden = add_news(itainen, "Avoin"), add_news(pohjoinen, "Salainen")
    shown.create_alias(parent=index_of(itainen, "uutiset"), update_slug="kopio")
    hide(hidden, way)
    uuids = {shown.uuid, pohjoinen.uuid, itainen.uuid, pohjoinen.get_parent().specific.uuid}
    uuids.add(index_of(itainen, "uutiset").uuid)
    if not way.startswith("under"):
        uuids.add(index_of(pohjoinen, "uutiset").uuid)
    PageChange.objects.all().delete()
    migration.record_public_pages(apps, None)
    assert set(PageChange.objects.values_list("uuid", flat=True)) == uuids
    assert set(PageChange.objects.values_list("version", "is_removed")) == {
        (ContentVersion.current(), False)
    }
    assert PageChange.objects.get(uuid=shown.uuid).type_name == "NewsPage"
