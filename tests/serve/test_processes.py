"""Several processes answer from one database: none is ever behind what another has published."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import requests
from django.conf import settings

from tests.serve.serving import environment, running_site

ASKED = {"query": '{ region(slug: "pohjoinen") { latestNews(first: 3) { id title } } }'}
CHANGE = """
from cms.pages.models import NewsPage
news = NewsPage.objects.get(uuid="{id}")
news.title = "{title}"
news.save_revision().publish()
{then}
"""


def test_no_process_keeps_what_another_has_changed(
    copy_demo: Callable[[Path], Path], tmp_path: Path
) -> None:
    copy_demo(tmp_path)
    with running_site(tmp_path) as one, running_site(tmp_path) as other:

        def change(title: str, then: str = "") -> None:
            script = CHANGE.format(id=newest["id"], title=title, then=then)
            command = [sys.executable, "manage.py", "shell", "-c", script]
            own = environment(tmp_path, one)
            subprocess.run(command, cwd=settings.BASE_DIR, env=own, check=True)

        newest, *others = _news(_answer(one))
        assert _news(_answer(other)) == [newest, *others]
        for title in ("Muuttunut", "Taas muuttunut"):
            change(title)
            for port in (one, other):
                assert _news(_answer(port)) == [newest | {"title": title}, *others]
        etags = {port: _answer(port).headers["ETag"] for port in (one, other)}
        for port, etag in etags.items():
            assert _answer(port, etag).status_code == 304
        change("Piilotettu", then="news.unpublish()")
        for port, etag in etags.items():
            assert _news(_answer(port, etag))[:2] == others


def _answer(port: int, etag: str = "") -> requests.Response:
    headers = {"If-None-Match": etag} if etag else {}
    return requests.get(f"http://127.0.0.1:{port}/graphql/", ASKED, headers=headers, timeout=60)


def _news(answer: requests.Response) -> list[dict[str, str]]:
    news: list[dict[str, str]] = answer.json()["data"]["region"]["latestNews"]
    return news
