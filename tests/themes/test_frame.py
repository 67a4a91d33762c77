"""The frame of public pages and its stylesheet, also as Chromium draws them."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from axe_core_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.template import engines
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import Browser

import themes
from cms.media.renditions import make_renditions
from tests.factories import add_image
from themes.models import Theme

ROOM = Path(themes.__file__).parent
BRANDS = json.loads((ROOM / "demo_brands.json").read_text())
STYLESHEET = (ROOM / "static" / "kumppanuus_themes" / "site.css").read_text()

SAMPLE = """{% extends "kumppanuus_themes/base.html" %}
{% block content %}<div class="kp-columns"><div>
<p class="kp-notice kp-notice--cancelled">Peruttu. <a href="#">Miksi?</a></p>
<section class="kp-plain"><h2>Selkokielellä</h2><p>Pöytä <a href="#">kokoontui</a>.</p></section>
<ul class="kp-list"><li class="kp-item"><time class="kp-date" datetime="2026-12-03"><span>3</span>
<span>joulu</span></time><div><h3><a href="#">Kahvit</a></h3><p class="kp-meta">klo 14
{% for state in states %}<span class="kp-badge kp-badge--{{ state }}">{{ state }}</span>{% endfor %}
</p></div></li></ul>
<ul class="kp-grid"><li class="kp-card"><h3><a href="#">Uutinen</a></h3><p class="kp-meta">1.1.</p>
<p>Lyhyesti.</p></li><li class="kp-card kp-card--brand" data-kp-theme="{{ theme.code }}">
<h3><a href="#">Alue</a></h3><p>Lyhyesti.</p></li></ul>
<table class="kp-table"><thead><tr><th>Tarkoitus <a href="#">?</a></th></tr></thead>
<tbody><tr><td>Kahvit</td></tr></tbody></table>
<ol class="kp-hits"><li class="kp-hit"><h3><a href="#">Osuma</a></h3><p><mark>puisto</mark></p></li>
</ol><nav class="kp-pagination" aria-label="Sivut"><ul><li><span aria-current="page">1</span></li>
<li><a href="#">2</a></li></ul></nav><p class="kp-empty">Ei muuta.</p></div>
<aside><div class="kp-panel"><h2>Rajaa</h2><ul class="kp-facet"><li><a href="#">2026
<span class="kp-count">4</span></a></li></ul><a class="kp-button" href="#">Lataa</a>
<a class="kp-button kp-button--quiet" href="#">Tilaa</a>
<ul class="kp-tags"><li><a href="#">puistot</a></li></ul></div></aside></div>{% endblock %}"""
STATES = ("danger", "warning", "success", "info", "neutral")


def page_context(brand: dict[str, str]) -> dict[str, object]:
    regions = [
        SimpleNamespace(pk=place, title=other["name"], url=f"/{other['code']}/")
        for place, other in enumerate(BRANDS)
    ]
    region = next(item for item in regions if item.title == brand["name"])
    return {
        "page": SimpleNamespace(
            pk=99,
            title="Kokous 18.11.",
            locale=SimpleNamespace(language_code="fi"),
            translation_key=uuid4(),
        ),
        "metadata": {
            "canonical": "https://kumppanuus.test/pohjoinen/kokous/",
            "description": "Mistä puhuttiin",
        },
        "site_name": "Lahden kumppanuuspöydät",
        "organisation": "Lahden kaupunki",
        "identity": SimpleNamespace(
            wordmark="Lahti",
            postal_address="Palvelutori\nPL 202",
            phone="03 814 000",
            email="kirjaamo@lahti.example",
            licence="CC BY 4.0",
            licence_url="https://creativecommons.org/licenses/by/4.0/",
        ),
        "region": region,
        "regions": regions,
        "theme": Theme(**brand),
        "sections": [SimpleNamespace(pk=7, title="Kokoukset", url="/k/")],
        "breadcrumbs": [SimpleNamespace(title="Etusivu", url="/")],
        "search_query": '"puisto"',
        "states": STATES,
    }


def test_frame_names_page_region_language_and_theme(db: None) -> None:
    context = page_context(BRANDS[0])
    with override("fi"):
        page = BeautifulSoup(
            render_to_string("kumppanuus_themes/base.html", context), "html.parser"
        )
    assert page.html and page.html["lang"] == "fi"
    assert page.title and page.title.get_text() == (
        "Kokous 18.11. – Pohjoinen – Lahden kumppanuuspöydät"
    )
    assert page.select_one("meta[name=description]")["content"] == "Mistä puhuttiin"
    sheets = [link["href"] for link in page.select("link[rel=stylesheet]")]
    assert sheets == ["/static/kumppanuus_themes/site.css", context["theme"].css_path]
    assert page.select_one(".kp-skip")["href"] == "#content"
    assert page.select_one("main")["id"] == "content"
    assert [h1.get_text() for h1 in page.select("h1")] == ["Kokous 18.11."]
    assert [link.get_text() for link in page.select(".kp-nav [aria-current]")] == ["Pohjoinen"]
    form = page.select_one("form[role=search]")
    assert form["action"] == "/haku/"
    assert form.select_one("input[name=q]")["value"] == '"puisto"'


def test_frame_of_a_page_without_theme_wears_what_comes_with_us(db: None) -> None:
    html = render_to_string("kumppanuus_themes/base.html", {})
    assert Theme.objects.with_code("city").css_path in html


def test_showing_a_logo_makes_no_rendition(db: None) -> None:
    logo = add_image("Tunnus")
    make_renditions(logo)
    theme = Theme.objects.create(**BRANDS[0], logo=logo)
    made = set(logo.renditions.values_list("filter_spec", "file"))
    html = render_to_string(
        "kumppanuus_themes/base.html", page_context(BRANDS[0]) | {"theme": theme, "logo": logo}
    )
    image = BeautifulSoup(html, "html.parser").select_one("img.kp-logo")
    assert image["src"] == logo.renditions.get(filter_spec="width-1280|format-webp").url
    assert image["alt"] == ""
    assert set(logo.renditions.values_list("filter_spec", "file")) == made


def test_stylesheet_takes_its_colours_and_fonts_from_the_theme_alone() -> None:
    given = set(re.findall(r"(--kp-[a-z-]+):", Theme(code="x").css))
    used = set(re.findall(r"var\((--kp-[a-z-]+)\)", STYLESHEET))
    assert used <= given
    assert given - used == {"--kp-color-pattern"}  # the theme's own pattern image takes it
    screen = STYLESHEET.split("@media print")[0]
    assert re.findall(r"#[0-9a-f]{3,6}\b|\bhsl\(|font-family: (?!var)", screen) == ["#fff"]
    assert "//" not in STYLESHEET.replace("/*", "").replace("*/", "")


def sample(brand: dict[str, str]) -> str:
    with override("fi"):
        html = engines["django"].from_string(SAMPLE).render(page_context(brand))
    styles = f"<style>{STYLESHEET}{Theme(**brand).css}</style></head>"
    return re.sub(r'<link rel="stylesheet"[^>]+>', "", html).replace("</head>", styles)


@pytest.mark.browser
def test_only_the_present_table_is_marked_in_forced_colours(chromium: Browser, db: None) -> None:
    page = chromium.new_page(forced_colors="active")
    page.set_content(sample(BRANDS[0]))
    links = page.locator(".kp-nav a")
    colours = [
        link.evaluate("it => getComputedStyle(it).borderBottomColor") for link in links.all()
    ]
    assert [colour != "rgb(255, 255, 255)" for colour in colours] == [True, False, False, False]


@pytest.mark.browser
def test_every_table_of_the_menu_is_on_a_phones_screen(chromium: Browser, db: None) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.set_content(sample(BRANDS[0]).replace(">Keskusta</a>", ">Keskustan kumppanuuspöytä</a>"))
    boxes = [link.bounding_box() for link in page.locator(".kp-nav a").all()]
    assert len(boxes) == len(BRANDS)
    assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > 320] == []


@pytest.mark.browser
@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand["code"])
def test_brand_passes_axe_and_fits_a_phone(
    brand: dict[str, str], chromium: Browser, db: None
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.set_content(sample(brand))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.set_viewport_size({"width": 1280, "height": 900})
    found = Axe().run(page)
    assert len(found["passes"]) > 10
    assert {
        (rule["id"], str(node["target"])) for rule in found["violations"] for node in rule["nodes"]
    } == set()
