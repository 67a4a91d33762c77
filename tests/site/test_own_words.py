"""A city's own words: a catalogue of its project takes the place of ours, word by word."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.urls import reverse

from tests.factories import add_event
from tests.site.reading import soup, texts


def test_a_city_names_a_kind_of_event_in_its_own_words(
    client, admin_client, pohjoinen, settings, tmp_path: Path
) -> None:
    event = add_event(pohjoinen, "Tervetuloa")
    words = Catalog(locale="fi")
    words.add("Kerro Pois!", "Asukasilta")
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, words)
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    facts = texts(soup(client, event.site_path), ".kp-facts dd")
    assert "Asukasilta" in facts
    assert "Kerro Pois!" not in facts
    form = soup(admin_client, reverse("wagtailadmin_pages:edit", args=[event.pk]))
    assert form.select_one("#id_kind option[selected]").text == "Asukasilta"
