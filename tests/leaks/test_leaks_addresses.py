"""Addresses that have changed tell nothing of a page that is hidden now."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.factories import HIDING, add_news, hide


def rename(page: Page, slug: str) -> None:
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision().publish()


@pytest.mark.parametrize("way", HIDING)
def test_redirect_leads_to_no_hidden_page(
    client, pohjoinen, itainen, django_capture_on_commit_callbacks, way
) -> None:
    shown, hidden = add_news(itainen, "Avoin"), add_news(pohjoinen, "Suljettu")
    with django_capture_on_commit_callbacks(execute=True):
        for page, slug in ((shown, "avoin-uusi"), (hidden, "salainen-nimi")):
            rename(page, slug)
    assert client.get(hidden.url)["Location"] == "/pohjoinen/uutiset/salainen-nimi/"
    hide(hidden, way)
    assert client.get(shown.url)["Location"] == "/itainen/uutiset/avoin-uusi/"
    for address in (hidden.url, f"{hidden.url}?a=1", hidden.url.upper()):
        response = client.get(address)
        assert response.status_code == 404
        assert "salainen-nimi" not in response.text


def test_redirect_of_an_address_with_parameters_leads_to_no_hidden_page(client, pohjoinen) -> None:
    page = add_news(pohjoinen, "Suljettu")
    Redirect.objects.create(old_path="/vanha?sivu=7", redirect_page=page.page_ptr)
    assert client.get("/vanha/?sivu=7")["Location"] == page.site_path
    hide(page, "draft")
    response = client.get("/vanha/?sivu=7")
    assert response.status_code == 404
    assert page.slug not in response.text
