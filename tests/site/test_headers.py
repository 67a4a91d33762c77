"""What browsers are told beside a page."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Site

from cms.pages.models import SiteIdentity
from cms.pages.site.embedding import POLICY

OF_THE_SITE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self' data:",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self' data: https://kumppanuus.test",
    "manifest-src": "'self'",
    "script-src": "'self'",
}


def policy(response: Any) -> dict[str, str]:
    directives = response["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.parametrize("path", ["/", "/haku/?q=puisto", "/graphql/", "/ei-ole/", "/haku/?q=\x00"])
def test_pages_run_nothing_that_stands_in_them(client, pohjoinen, path) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    told = policy(response)
    assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}='", told.pop("style-src"))
    assert told == OF_THE_SITE
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=(), " in response["Permissions-Policy"]
    assert "geolocation=(), " in response["Permissions-Policy"]
    assert not re.search(r"<script>|<style>|\sstyle=|\son\w+=", response.text)


def test_frames_stand_in_other_sites(client, pohjoinen) -> None:
    response = client.get("/embed/pohjoinen/news/")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == POLICY
    assert "X-Frame-Options" not in response


def test_answers_to_programs_carry_none_of_it(client, pohjoinen) -> None:
    for response in (client.get("/graphql/?query={regions{title}}"), client.get("/health/")):
        assert response.status_code == 200
        assert "Content-Security-Policy" not in response


def test_the_admin_runs_what_bears_the_nonce_of_the_answer(client, pohjoinen) -> None:
    client.force_login(get_user_model().objects.create_superuser("paakayttaja"))
    nonces = set()
    for _ in range(2):
        response = client.get(f"/admin/pages/{pohjoinen.pk}/edit/")
        scripts = re.findall(r"<script(?![^>]*(?: src=|application/json))[^>]*>", response.text)
        [nonce] = set(re.findall(r'<script nonce="([^"]+)">', response.text))
        assert set(scripts) == {f'<script nonce="{nonce}">'}
        assert policy(response)["script-src"] == f"'self' 'nonce-{nonce}'"
        nonces.add(nonce)
    assert len(nonces) == 2
    assert policy(response)["frame-ancestors"] == "'self'"
    assert policy(response)["default-src"] == "'none'"


def test_where_to_tell_of_a_hole(client, pohjoinen, settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    SiteIdentity.objects.update_or_create(
        site=Site.objects.get(), defaults={"email": "kirjaamo@kaupunki.example"}
    )
    contact, expires, languages, canonical = client.get(
        "/.well-known/security.txt"
    ).text.splitlines()
    assert contact == "Contact: mailto:kirjaamo@kaupunki.example"
    until = datetime.fromisoformat(expires.removeprefix("Expires: "))
    assert timedelta(days=90) < until - datetime.now(UTC) < timedelta(days=365)
    assert languages == "Preferred-Languages: fi, sv, en"
    assert canonical == "Canonical: https://kumppanuus.test/.well-known/security.txt"
    settings.SECURITY_CONTACT = "https://kaupunki.example/tietoturva"
    response = client.get("/.well-known/security.txt")
    assert response.text.startswith("Contact: https://kaupunki.example/tietoturva\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_readers_are_led_to_https(client, pohjoinen, settings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/haku/?q=puisto")
    assert (response.status_code, response.url) == (301, "https://testserver/haku/?q=puisto")
    assert client.get("/health/").status_code == 200
    kept = client.get("/", secure=True)["Strict-Transport-Security"]
    assert kept == "max-age=31536000; includeSubDomains"


def test_drafts_are_shown_where_readers_are_led_to_https(client, pohjoinen, settings) -> None:
    client.force_login(get_user_model().objects.create_superuser("paakayttaja"))
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    path = f"/admin/pages/{pohjoinen.pk}/view_draft/"
    response = client.get(path, HTTP_X_FORWARDED_PROTO="https")
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == "'self'"
    assert policy(response)["script-src"] == "'self'"
