"""Editors see whether the search has a document's text, and why not."""

import pytest
from django.urls import reverse

from cms.media.reading import read_pending_files
from tests.factories import add_document


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("liite.txt", "Sisältö", "Luettu, 1 sivu."),
        ("liite.pdf", "ei mikään pdf", "Ei luettu: Tiedosto on vioittunut."),
    ],
)
def test_the_form_of_a_document_tells_of_its_text(admin_client, db, name, content, told):
    document = add_document("Liite", content, name=name)
    form = reverse("wagtaildocs:edit", args=[document.pk])
    assert "Odottaa lukemista." in admin_client.get(form).content.decode()
    read_pending_files(limit=1)
    assert told in " ".join(admin_client.get(form).content.decode().split())
