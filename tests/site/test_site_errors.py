"""What residents read when there is no page, or none can be made."""

from bs4 import BeautifulSoup
from django.views.defaults import server_error

from tests.site.reading import hrefs, texts


def test_page_that_does_not_exist_keeps_the_frame(client, pohjoinen) -> None:
    response = client.get("/ei-ole/")
    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    assert texts(html, "h1") == ["Sivua ei löytynyt"]
    assert pohjoinen.url in hrefs(html)


def test_page_of_a_failure_needs_no_database(rf, django_assert_num_queries, db) -> None:
    with django_assert_num_queries(0):
        response = server_error(rf.get("/pohjoinen/"))
    assert response.status_code == 500
    assert texts(BeautifulSoup(response.content, "html.parser"), "h1") == ["Sivua ei voitu näyttää"]
