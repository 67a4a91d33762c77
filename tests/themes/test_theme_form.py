"""Themes in the admin: unreadable colours are not saved, and the form says what would do."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cms.pages.models import RegionPage
from cms.users.models import User
from tests.factories import add_image
from themes.contrast import contrast
from themes.models import Theme

SAVED = {
    "name": "Pohjoinen",
    "code": "pohjoinen",
    "primary": "#16523a",
    "secondary": "#5d7a2c",
    "accent": "#f3c74b",
    "background": "#ffffff",
    "surface": "#f1f5ee",
    "typeface": "slab",
    "pattern": "stripes",
    "logo": "",
}


@pytest.fixture
def admin(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "x"))
    return client


def post(client: Client, theme: Theme | None = None, **changes: str) -> Any:
    if theme:
        address = reverse("wagtailsnippets_kumppanuus_themes_theme:edit", args=(theme.pk,))
    else:
        address = reverse("wagtailsnippets_kumppanuus_themes_theme:add")
    return client.post(address, SAVED | changes)


def field_errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def offered_in(message: str) -> str:
    return re.findall(r"#[0-9a-f]{6}", message)[-1]


def test_valid_theme_is_saved(admin: Client) -> None:
    assert post(admin).status_code == 302
    theme = Theme.objects.get()
    assert {name: getattr(theme, name) or "" for name in SAVED} == SAVED


def test_unreadable_primary_is_refused_and_the_offered_shade_is_accepted(admin: Client) -> None:
    errors = field_errors(post(admin, primary="#ffcc00"))
    assert errors == {
        "primary": [
            "Kontrasti ei riitä: pääväri #ffcc00, vastassa pinnan väri #f1f5ee. Kontrasti on 1,37,"
            " ja sen on oltava vähintään 4,5. Lähin kelpaava sävy on #8c6a00."
        ]
    }
    assert not Theme.objects.exists()

    assert post(admin, primary="#8c6a00", accent="#ffffff").status_code == 302
    assert Theme.objects.get().primary == "#8c6a00"
    assert contrast("#8c6a00", "#f1f5ee") >= 4.5


def test_a_contrast_just_below_the_least_is_not_told_as_the_least(admin: Client) -> None:
    [message] = field_errors(post(admin, primary="#89695a"))["primary"]
    assert "Kontrasti on 4,49, ja sen on oltava vähintään 4,5." in message


def test_all_failing_colours_are_told_at_once_and_their_offers_pass_together(
    admin: Client,
) -> None:
    bad = {"primary": "#8fd3f4", "secondary": "#f7e9a0", "accent": "#16523a"}
    errors = field_errors(post(admin, **bad))
    assert set(errors) == set(bad)
    offers = {name: offered_in(messages[0]) for name, messages in errors.items()}
    assert not Theme.objects.exists()
    assert post(admin, **offers).status_code == 302


def test_surface_must_carry_the_text_of_the_background(admin: Client) -> None:
    night = {"background": "#000000", "surface": "#ffffff", "primary": "#ed0000"}
    errors = field_errors(post(admin, **night))
    assert errors["surface"] == [
        "Kontrasti ei riitä: pinnan väri #ffffff, vastassa taustan tekstin väri #ffffff. Kontrasti"
        " on 1,00, ja sen on oltava vähintään 4,5. Lähin kelpaava sävy on #767676."
    ]
    assert not Theme.objects.exists()
    offers = {name: offered_in(messages[0]) for name, messages in errors.items()}
    assert post(admin, **night | offers).status_code == 302


@pytest.mark.parametrize("value", ["red", "#16523", "#16523a;}", "url(x)", "#16523a\n#16523a"])
def test_only_hex_colours_are_accepted(admin: Client, value: str) -> None:
    errors = field_errors(post(admin, primary=value))
    assert set(errors) == {"primary"}
    assert not Theme.objects.exists()


def test_malformed_colour_says_how_one_is_written(admin: Client) -> None:
    errors = field_errors(post(admin, primary="red"))
    assert errors["primary"] == [
        "Anna väri muodossa # ja kuusi numeroa tai kirjainta a–f, esimerkiksi #0b4f8a."
    ]


def test_failing_change_keeps_the_saved_theme(admin: Client) -> None:
    post(admin)
    theme = Theme.objects.get()
    assert "accent" in field_errors(post(admin, theme, accent="#16523a", name="Muu"))
    theme.refresh_from_db()
    assert (theme.accent, theme.name) == ("#f3c74b", "Pohjoinen")


def test_colours_are_picked_with_colour_inputs(admin: Client) -> None:
    page = admin.get(reverse("wagtailsnippets_kumppanuus_themes_theme:add")).content.decode()
    assert re.findall(r'<input type="color" name="(\w+)"', page) == [
        "primary",
        "secondary",
        "accent",
        "background",
        "surface",
    ]


def test_list_shows_the_colours(admin: Client) -> None:
    post(admin)
    page = admin.get(reverse("wagtailsnippets_kumppanuus_themes_theme:list")).content.decode()
    assert 'aria-label="#16523a, #5d7a2c, #f3c74b, #f1f5ee"' in page


def test_rights_to_themes_are_the_models_own(client: Client, db: None) -> None:
    theme = Theme.objects.create(**{**SAVED, "logo": None})
    editor = User.objects.create_user("editor", "editor@example.org", "x")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    denied = [
        post(client, name="Uusi", code="uusi"),
        post(client, theme, name="Muutettu"),
        client.post(reverse("wagtailsnippets_kumppanuus_themes_theme:delete", args=(theme.pk,))),
    ]
    assert [response.status_code for response in denied] == [302, 302, 302]
    assert {response["Location"] for response in denied} == {reverse("wagtailadmin_home")}
    assert list(Theme.objects.values_list("name", flat=True)) == ["Pohjoinen"]

    editor.user_permissions.add(Permission.objects.get(codename="change_theme"))
    assert post(client, theme, name="Muutettu")["Location"] != reverse("wagtailadmin_home")
    assert list(Theme.objects.values_list("name", flat=True)) == ["Muutettu"]


def test_theme_in_use_is_not_deleted_and_the_form_says_why(
    admin: Client, pohjoinen: RegionPage
) -> None:
    used = Theme.objects.create(code="a", name="Käytetty")
    unused = Theme.objects.create(code="b", name="Muu")
    RegionPage.objects.filter(pk=pohjoinen.pk).update(theme=used)
    many = reverse("wagtail_bulk_action", args=("kumppanuus_themes", "theme", "delete"))
    for address in (
        reverse("wagtailsnippets_kumppanuus_themes_theme:delete", args=(used.pk,)),
        f"{many}?id={used.pk}&id={unused.pk}",
    ):
        page = admin.post(address, follow=True).content.decode()
        assert (
            "Ilmettä Käytetty ei poistettu, koska sitä käyttää Pohjoinen."
            " Valitse sinne ensin toinen ilme." in page
        )
        assert set(Theme.objects.all()) == {used, unused}
        pohjoinen.refresh_from_db()
        assert pohjoinen.theme == used

    RegionPage.objects.filter(pk=pohjoinen.pk).update(theme=unused)
    admin.post(reverse("wagtailsnippets_kumppanuus_themes_theme:delete", args=(used.pk,)))
    assert list(Theme.objects.all()) == [unused]


def test_logo_in_use_is_not_deleted(admin: Client) -> None:
    logo = add_image("Vaakuna")
    assert post(admin, logo=str(logo.pk)).status_code == 302
    admin.post(reverse("wagtailimages:delete", args=(logo.pk,)))
    assert Theme.objects.get().logo == logo
