"""Every way in which alerts end, and how they go on."""

import hmac
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from cms.alerts.jobs import write_and_send
from cms.alerts.models import Message, Subscriber, Subscription
from cms.alerts.subscribing import stop
from cms.alerts.upkeep import keep_up
from tests.alerts.mailing import ASKER, SECRET, ask, follow, path_of
from tests.factories import add_news

A_YEAR = timedelta(days=365)
REPORT = """\
From: MAILER-DAEMON@esimerkki.test
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=a

--a
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.esimerkki.test

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}

--a
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--a--
"""
COMPLAINT = """\
Content-Type: multipart/report; report-type=feedback-report; boundary=a

--a
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Some/1.0
Version: 1

--a
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: x

--a--
"""


def queries() -> list[str]:
    return sorted(Subscription.objects.values_list("query", flat=True))


def a_mail_of_news(sink: Any, region: Any, title: str = "Uutinen") -> Any:
    add_news(region, title)
    write_and_send()
    return sink.take()[0]


def test_one_click_stops_it_and_a_look_does_not(sink, client, pohjoinen):
    follow(client, sink)
    address = path_of(a_mail_of_news(sink, pohjoinen).link("lopeta"))
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address).text
    assert "Seuraat: Kaikki kumppanuuspöydät" in page
    assert '<button name="List-Unsubscribe" value="One-Click">Lopeta</button>' in page
    for forged in (address[:-2] + "x/", "/ilmoitukset/lopeta/a:b:c/"):
        assert strict.post(forged).status_code == 404
    assert queries() == [""]
    add_news(pohjoinen, "Ei enää")
    for _ in range(2):  # whoever stops it twice is told the same
        answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.cookies) == (200, {})
        assert "<h1>Ilmoitukset on lopetettu</h1>" in answer.text
    write_and_send()
    assert sink.take() == []
    assert not (Subscriber.objects.exists() or Message.objects.exists())


def test_settings_are_changed_by_the_link(sink, client, pohjoinen):
    follow(client, sink, "region=pohjoinen")
    follow(client, sink, "kind=news")
    follow(client, sink, "kind=event", address="muu@esimerkki.test")
    address = path_of(a_mail_of_news(sink, pohjoinen).link("asetukset"))
    sink.take()
    page = client.get(address).text.partition("<main")[2].partition("</main>")[0]
    assert page.count('<section aria-labelledby="alert-') == 3
    assert "esimerkki.test" not in page and "apahtumat" not in page
    own, others = (
        {one.query: str(one.uuid) for one in Subscription.objects.filter(query__in=names)}
        for names in (("region=pohjoinen", "kind=news"), ("kind=event",))
    )
    for wrong in (
        {"do": "stop", "subscription": others["kind=event"]},
        {"do": "change", "subscription": own["kind=news"], "frequency": "hourly"},
        {"do": "stop", "subscription": "x"},
        {},
    ):
        assert client.post(address, wrong).status_code == 200
    assert {one.frequency for one in Subscription.objects.all()} == {"at_once"}
    change = {"do": "change", "subscription": own["kind=news"], "frequency": "weekly"}
    assert "Muutettu." in client.post(address, change).text
    assert client.post(address, {"do": "stop", "subscription": own["region=pohjoinen"]})
    assert queries() == ["kind=event", "kind=news"]
    a_week = timezone.now() + timedelta(days=8)
    add_news(pohjoinen, "Viikon uutinen")
    write_and_send()
    assert sink.take() == []
    with freeze_time(a_week):
        write_and_send()
    assert sink.recipients() == [ASKER]
    answer = client.post(address, {"do": "stop_all"}).text
    assert "Osoitteesi on poistettu." in answer
    assert queries() == ["kind=event"]
    assert Subscriber.objects.count() == 1


def test_it_ends_in_a_year_unless_it_is_renewed(sink, client, pohjoinen):
    follow(client, sink)
    follow(client, sink, address="jatkaja@esimerkki.test")
    follow(client, sink, "kind=event", address="lopettaja@esimerkki.test")
    ask(client, "kind=news", address="lopettaja@esimerkki.test")
    stop(Subscription.objects.get(query="kind=event").uuid)
    Subscription.objects.filter(query="kind=news").update(asked_at=timezone.now() + A_YEAR)
    write_and_send()
    sink.take()
    begun = timezone.now()

    def reminded(days: int) -> dict[str, Any]:
        with freeze_time(begun + timedelta(days=days)):
            for _ in range(2):
                keep_up()
                write_and_send()
            return {mail.recipient: mail for mail in sink.take()}

    assert reminded(334) == {}
    first = reminded(336)
    assert set(first) == {ASKER, "jatkaja@esimerkki.test"}
    mail = first["jatkaja@esimerkki.test"]
    assert mail.mail["Subject"] == "Ilmoituksesi ovat päättymässä – Kumppanuuspöydät"
    assert "- Kaikki kumppanuuspöydät\n" in mail.text
    address = path_of(mail.link("asetukset"))
    with freeze_time(begun + timedelta(days=340)):
        assert 'value="renew">Jatka vuodella</button>' in client.get(address).text
        assert "Ilmoitukset jatkuvat vuoden." in client.post(address, {"do": "renew"}).text
    assert reminded(350) == {}
    assert set(reminded(359)) == {ASKER}
    assert reminded(364) == {}
    assert Subscriber.objects.count() == 3
    assert reminded(366) == {}
    assert Subscriber.objects.count() == 1
    with freeze_time(begun + timedelta(days=366)):
        add_news(pohjoinen, "Jatkuu")
        write_and_send()
    assert sink.recipients() == ["jatkaja@esimerkki.test"]


def tell(client: Client, body: bytes, secret: str = SECRET) -> Any:
    signature = "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()
    headers = {"X-Kumppanuus-Signature": signature}
    address = "/ilmoitukset/palautuneet/"
    return client.post(address, body, content_type="application/json", headers=headers)


def test_what_the_mail_service_tells_ends_it(sink, client, pohjoinen, settings, caplog):
    follow(client, sink)
    follow(client, sink, address="toinen@esimerkki.test")
    follow(client, sink, address="kolmas@esimerkki.test")
    events = [
        {"type": "soft_bounce", "email": "kolmas@esimerkki.test"},
        {"type": "hard_bounce", "email": ASKER.upper()},
        {"type": "complaint", "email": "toinen@esimerkki.test"},
        {"type": "complaint", "email": "tuntematon@esimerkki.test"},
    ]
    body = json.dumps({"events": events}).encode()
    for wrong, status, words in (
        (tell(client, body, "another"), 403, "sign it with ALERT_WEBHOOK_SECRET"),
        (tell(client, b"{"), 400, "The body is no JSON."),
        (tell(client, b'{"events": 1}'), 400, "events: give a list of at most 1000."),
        (tell(client, b'{"events": [{"type": "complaint"}]}'), 400, "events[0].email: give it"),
    ):
        assert wrong.status_code == status
        assert words in wrong.json()["error"]
    assert Subscriber.objects.count() == 3
    assert tell(client, body).json() == {"ended": 2}
    add_news(pohjoinen, "Uutinen")
    write_and_send()
    assert sink.recipients() == ["kolmas@esimerkki.test"]
    own = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert "esimerkki.test" not in str(own)
    settings.KUMPPANUUS = settings.KUMPPANUUS | {"ALERT_WEBHOOK_SECRET": ""}
    assert tell(client, body, "").status_code == 404


@pytest.mark.parametrize(
    ("report", "given", "ended"),
    [
        (REPORT, {"action": "failed", "status": "5.1.1"}, 1),
        (REPORT, {"action": "delayed", "status": "4.2.2"}, 0),
        (REPORT, {"action": "failed", "status": "5.7.1"}, 0),
        (REPORT, {"action": "failed", "status": "5.1.1", "message_id": f"<{'0' * 32}@a.test>"}, 0),
        (COMPLAINT, {}, 1),
    ],
)
def test_what_comes_back_to_the_mailbox_ends_it(
    sink, client, pohjoinen, monkeypatch, capsys, report, given, ended
):
    follow(client, sink)
    mail = a_mail_of_news(sink, pohjoinen)
    values = {"recipient": ASKER, "message_id": mail.mail["Message-ID"]} | given
    read = io.TextIOWrapper(io.BytesIO(report.format(**values).encode()))
    monkeypatch.setattr("sys.stdin", read)
    call_command("kumppanuus_alerts_bounces")
    assert capsys.readouterr().out == f"{ended} subscribers ended.\n"
    assert Subscriber.objects.count() == 1 - ended
