"""The pages of alerts in Chromium: no violation that axe knows of, nothing wider than a phone."""

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Route

from cms.alerts import links
from cms.alerts.models import Subscription
from tests.alerts.mailing import ask, follow, path_of
from tests.site.test_accessibility import HOST, TEXT_SPACING, answers_to, chromium

pytestmark = pytest.mark.browser


def test_no_page_of_alerts_has_a_known_fault(client, sink, pohjoinen) -> None:
    follow(client, sink, "region=pohjoinen")
    ask(client, "kind=meeting")
    known, asked = Subscription.objects.order_by("asked_at")
    token = links.token_for("settings", known.subscriber_id)
    pages = {
        "form": "/ilmoitukset/?region=pohjoinen",
        "unknown": "/ilmoitukset/?region=olematon",
        "asked": "/ilmoitukset/pyydetty/",
        "confirm": path_of(links.confirm_url(asked)),
        "stop": path_of(links.stop_url(known)),
        "settings": f"/ilmoitukset/asetukset/{token}/",
    }
    answers = answers_to(client, pages.values())
    wrong = client.post("/ilmoitukset/", {"email": "a@b"})
    pages["wrong"] = "/ilmoitukset/?wrong"
    answers[pages["wrong"]] = answers[pages["form"]]._replace(body=wrong.content)

    def serve(route: Route) -> None:
        answer = answers[route.request.url.removeprefix(HOST)]
        route.fulfill(status=answer.status, content_type=answer.content_type, body=answer.body)

    with chromium() as page:
        page.route("**/*", serve)
        for name, path in pages.items():
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(HOST + path)
            found = Axe().run(page)
            assert len(found["passes"]) > 10, name
            faults = [(one["id"], [n["html"] for n in one["nodes"]]) for one in found["violations"]]
            assert faults == [], name
            page.set_viewport_size({"width": 320, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
            page.add_style_tag(content=TEXT_SPACING)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
