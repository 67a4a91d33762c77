"""Generated documents as residents find them and the site shows them."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from wagtail.models import Page

from cms.demo.scale import vocabulary
from cms.demo.scale.documents import documents
from cms.pages.models import EventPage, MeetingPage, NewsPage, StatementPage
from cms.privacy.finding import personal_data
from search.models import SearchDocument
from search.rows import consistency

pytestmark = pytest.mark.django_db
MODELS = (EventPage, MeetingPage, NewsPage, StatementPage)


@pytest.fixture(scope="module")
def generated(demo):
    call_command("load_scale", documents=40, verbosity=0)
    return [page for model in MODELS for page in model.objects.filter(slug__endswith="-scale")]


def test_documents_become_published_pages_of_all_kinds(generated, client):
    assert len(generated) == 40
    assert {type(page) for page in generated} == set(MODELS)
    assert all(type(page).objects.listed().filter(pk=page.pk).exists() for page in generated)
    assert not any(Page.find_problems())
    for page in generated[::7]:
        answer = client.get(page.site_path)
        assert answer.status_code == 200
        assert page.title in answer.content.decode()


def test_rows_of_documents_are_those_that_a_rebuild_would_write(generated):
    assert SearchDocument.objects.filter(uuid__in=[page.uuid for page in generated]).count() == 40
    assert consistency.differences().count == 0


def test_the_same_seed_makes_the_same_documents_and_another_makes_others():
    def made(seed):
        return list(documents(5, seed, ["pohjoinen", "itainen"], ["talous"]))

    assert made(1) == made(1)
    assert made(1) != made(2)


def test_documents_have_two_hundred_words_on_average():
    made = documents(500, 1, ["pohjoinen"], ["talous"])
    lengths = [len(" ".join([one.title, *one.paragraphs]).split()) for one in made]
    assert 195 < sum(lengths) / 500 < 205


def test_none_of_500_documents_looks_like_personal_data():
    made = documents(500, 1, ["pohjoinen"], ["talous"])
    texts = ["\n".join([one.title, *one.paragraphs]) for one in made]
    assert [found for text in texts if (found := personal_data(text))] == []


def test_words_follow_zipfs_law_and_are_finnish():
    words = vocabulary.words()
    assert len(words) == len(set(words)) == vocabulary.SIZE
    assert words[:2] == ["ja", "on"]
    assert {"asukaspuistossa", "asukaspalveluihin", "ilta-arkistolla", "kyläkyselyyn"} <= set(words)
    assert all(re.fullmatch("[a-zåäö-]+", word) for word in words)


@override_settings(EMBEDDED=False)
def test_other_settings_than_the_embedded_ones_are_refused():
    pages = Page.objects.count()
    with pytest.raises(CommandError, match="embedded"):
        call_command("load_scale", documents=1)
    assert Page.objects.count() == pages
