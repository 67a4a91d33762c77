"""A theme as other sites read it: custom properties at an immutable address, Design Tokens."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from themes.models import Theme


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.create(
        code="koe",
        name="Koe",
        primary="#16523a",
        secondary="#5d7a2c",
        accent="#f3c74b",
        background="#ffffff",
        surface="#f1f5ee",
        typeface="slab",
        pattern="dots",
    )


def test_custom_properties_are_cached_for_ever_without_cookies(
    client: Client, theme: Theme
) -> None:
    response = client.get(theme.css_path, headers={"origin": "https://other.example"})
    assert re.fullmatch(r"/themes/koe\.[0-9a-f]{16}\.css", theme.css_path)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()

    css = response.content.decode()
    assert css.startswith(':root, [data-kp-theme="koe"] {\n')
    properties = dict(re.findall(r"^  (--kp-[a-z-]+): (.+);$", css, re.M))
    assert properties["--kp-color-primary"] == "#16523a"
    assert properties["--kp-color-on-primary"] == "#ffffff"
    assert properties["--kp-color-on-accent"] == "#14181f"
    assert properties["--kp-color-primary-hover"] == "#003f28"
    assert properties["--kp-font-heading"].startswith('Rockwell, "Rockwell Nova",')
    assert properties["--kp-font-text"] == "system-ui, sans-serif"
    assert properties["--kp-pattern-size"] == "22px 22px"


@pytest.mark.parametrize(
    ("field", "value"),
    [("primary", "#0a4f8c"), ("typeface", "old_style"), ("pattern", "grid"), ("code", "toinen")],
)
def test_change_moves_the_address(theme: Theme, field: str, value: str) -> None:
    before = theme.css_path
    setattr(theme, field, value)
    theme.save()
    assert Theme.objects.get().css_path != before


def test_change_of_the_name_keeps_the_address(theme: Theme) -> None:
    before = theme.css_path
    theme.name = "Toinen nimi"
    theme.save()
    assert Theme.objects.get().css_path == before


def test_earlier_address_redirects_to_the_present_one(client: Client, theme: Theme) -> None:
    earlier = theme.css_path
    theme.primary = "#0a4f8c"
    theme.save()
    response = client.get(earlier)
    assert (response.status_code, response["Location"]) == (302, theme.css_path)
    assert response["Cache-Control"] == "public, max-age=300"
    assert "#0a4f8c" in client.get(response["Location"]).content.decode()


def test_unknown_theme_is_not_found(client: Client, theme: Theme) -> None:
    assert client.get("/themes/muu.0123456789abcdef.css").status_code == 404
    assert client.get("/themes/muu.tokens.json").status_code == 404


def test_a_theme_comes_with_us_and_its_code_is_not_to_be_had(client: Client, db: None) -> None:
    ours = Theme.objects.with_code("city")
    assert "--kp-color-primary: #1f3345;" in client.get(ours.css_path).content.decode()
    with pytest.raises(ValidationError) as refused:
        Theme(code="city", name="Kaupunki").full_clean()
    assert list(refused.value.message_dict) == ["code"]
    Theme(code="city-2", name="Kaupunki").full_clean()


def test_design_tokens(client: Client, theme: Theme) -> None:
    response = client.get(theme.tokens_path)
    assert theme.tokens_path == "/themes/koe.tokens.json"
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    tokens = response.json()
    assert set(tokens) == {"$description", "color", "font"}
    assert tokens["$description"] == "Koe"
    assert tokens["color"]["primary"] == {
        "$type": "color",
        "$value": {
            "colorSpace": "srgb",
            "components": [0.0863, 0.3216, 0.2275],
            "alpha": 1,
            "hex": "#16523a",
        },
    }
    assert tokens["font"] == {
        "heading": {
            "$type": "fontFamily",
            "$value": ["Rockwell", "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "serif"],
        },
        "text": {"$type": "fontFamily", "$value": ["system-ui", "sans-serif"]},
    }
    css = client.get(theme.css_path).content.decode()
    assert set(tokens["color"]) == set(re.findall(r"--kp-color-([a-z-]+):", css))


def test_design_tokens_are_sent_again_only_when_they_changed(client: Client, theme: Theme) -> None:
    etag = client.get(theme.tokens_path)["ETag"]
    assert client.get(theme.tokens_path, headers={"if-none-match": etag}).status_code == 304
    theme.accent = "#ffe08a"
    theme.save()
    response = client.get(theme.tokens_path, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response.json()["color"]["accent"]["$value"]["hex"] == "#ffe08a"
