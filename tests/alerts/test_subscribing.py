"""Asking for alerts, and what becomes of it before it is confirmed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from cms.alerts.jobs import write_and_send
from cms.alerts.models import Message, Subscriber, Subscription
from cms.alerts.upkeep import keep_up
from tests.alerts.mailing import ASKER, KEY, OTHER_KEY, SENDER, ask, follow, path_of
from tests.configured import configured
from tests.factories import add_news, hide


def all_that_is_stored() -> str:
    told: list[tuple[object, ...]] = []
    for model in (Subscriber, Subscription, Message):
        told += model.objects.values_list()
    return str(told).lower()


def test_form_says_what_is_followed_and_what_becomes_of_the_address(client, sink, pohjoinen):
    page = client.get("/ilmoitukset/?region=pohjoinen").text
    assert "Seuraat: Pohjoinen" in page
    assert '<label for="id_email"><strong>Sähköpostiosoite</strong></label>' in page
    assert 'autocomplete="email"' in page
    assert "tallennetaan salattuna" in page
    assert '<html lang="fi">' in page
    swedish = client.get("/sv/ilmoitukset/").text
    assert "<legend>Hur ofta</legend>" in swedish
    for wrong, words in (
        ({"email": ""}, "Kirjoita sähköpostiosoitteesi"),
        ({"email": "a@b"}, "Tämä ei ole sähköpostiosoite"),
        ({"email": ASKER}, "Valitse, kuinka usein."),
    ):
        answer = client.post("/ilmoitukset/", wrong)
        assert answer.status_code == 200
        assert words in answer.text
        assert "Virhe:" in answer.text.partition("</title>")[0]
    assert not Subscriber.objects.exists()


def test_page_of_following_leads_to_the_form_while_alerts_are_on(client, sink, pohjoinen, settings):
    link = 'href="/ilmoitukset/?region=pohjoinen&amp;kind=news"'
    address = "/seuraa/?region=pohjoinen&kind=news"
    assert link in client.get(address).text
    assert 'href="/ilmoitukset/"' in client.get("/seuraa/").text
    settings.KUMPPANUUS = configured(ALERT_SENDER="")
    assert "ilmoitukset" not in client.get(address).text


def test_what_is_hidden_cannot_be_followed_nor_is_it_named(client, sink, pohjoinen, itainen):
    hide(pohjoinen, "draft")
    for address in ("/ilmoitukset/?region=pohjoinen", "/ilmoitukset/?region=olematon"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Itainen" in answer.text and ">Pohjoinen" not in answer.text
    assert ask(client, "region=pohjoinen").status_code == 404
    assert ask(client, "kind=olematon").status_code == 400
    assert not Subscriber.objects.exists()


def test_nothing_is_sent_before_it_is_confirmed_by_a_button(client, sink, pohjoinen, caplog):
    asked = ask(client, "region=pohjoinen&q=osta+halvalla")
    assert asked.headers["Location"] == "/ilmoitukset/pyydetty/"
    assert "Cookie" not in str(asked.headers)
    assert "7 päivän kuluessa" in client.get("/ilmoitukset/pyydetty/").text
    write_and_send()
    (mail,) = sink.take()
    assert (mail.recipient, mail.mail["Subject"]) == (
        ASKER,
        "Vahvista ilmoitukset – Kumppanuuspöydät",
    )
    assert mail.mail["From"].addresses[0].addr_spec == SENDER
    assert "halvalla" not in mail.text + mail.html + str(mail.mail["Subject"])
    link = path_of(mail.link("vahvista"))
    assert "Vahvista" in client.get(link).text
    add_news(pohjoinen, "Osta halvalla")
    with freeze_time(timezone.now() + timedelta(hours=1)):
        write_and_send()
    assert sink.take() == []
    assert client.post(link).status_code == 200
    add_news(pohjoinen, "Osta taas halvalla")
    with freeze_time(timezone.now() + timedelta(hours=1)):
        write_and_send()
    assert [mail.mail["Subject"] for mail in sink.take()] == ["Osta taas halvalla"]
    assert ASKER not in all_that_is_stored()
    own = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert own and ASKER not in str(own)


def test_the_answer_is_the_same_whoever_is_known(client, sink, pohjoinen):
    follow(client, sink)
    known, new = (ask(client, address=address) for address in (ASKER, "uusi@esimerkki.test"))
    assert (known.status_code, known.headers["Location"]) == (
        new.status_code,
        new.headers["Location"],
    )
    assert known.content == new.content
    write_and_send()
    mails = {mail.recipient: mail for mail in sink.take()}
    assert mails[ASKER].mail["Subject"] == "Saat jo nämä ilmoitukset – Kumppanuuspöydät"
    assert "vahvista" not in mails[ASKER].text
    assert mails["uusi@esimerkki.test"].link("vahvista")
    assert Subscriber.objects.count() == 2


def test_what_is_not_confirmed_in_a_week_is_forgotten(client, sink, pohjoinen):
    follow(client, sink, "region=pohjoinen")
    ask(client, "kind=news")
    ask(client, address="uusi@esimerkki.test")
    write_and_send()
    links = {mail.recipient: path_of(mail.link("vahvista")) for mail in sink.take()}
    with freeze_time(timezone.now() + timedelta(days=6, hours=23)):
        keep_up()
        assert Subscription.objects.count() == 3
    with freeze_time(timezone.now() + timedelta(days=7, seconds=1)):
        for link in links.values():
            assert client.post(link).status_code == 404
        keep_up()
    assert [one.query for one in Subscription.objects.all()] == ["region=pohjoinen"]
    assert Subscriber.objects.count() == 1


def test_programs_and_those_who_ask_too_often_are_kept_out(client, sink, pohjoinen, settings):
    assert ask(client, website="https://halpa.test").status_code == 302
    assert not Subscriber.objects.exists()
    answers = [ask(client, f"q=puisto{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "86400"
    assert "Yritä huomenna uudelleen." in answers[-1].text
    assert Message.objects.count() == 5
    settings.RATES = settings.RATES | {"alerts": "2/h"}
    others = [ask(client, address=f"a{number}@esimerkki.test") for number in range(3)]
    assert [answer.status_code for answer in others] == [302, 302, 429]
    assert Subscriber.objects.count() == 3
    assert client.get("/ilmoitukset/").status_code == 200


def test_they_are_off_until_all_is_set(client, sink, pohjoinen, settings):
    follow(client, sink)
    settings.KUMPPANUUS = configured(ALERT_SENDER=SENDER, ALERT_KEYS=())
    add_news(pohjoinen, "Uutinen")
    for address in ("/ilmoitukset/", "/ilmoitukset/pyydetty/"):
        assert client.get(address).status_code == 404
    assert ask(client, address="uusi@esimerkki.test").status_code == 404
    write_and_send()
    assert sink.take() == []
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, []),
        ({"ALERT_SENDER": SENDER}, ["E003"]),
        ({"ALERT_KEYS": (KEY,)}, ["E001"]),
        ({"ALERT_SENDER": "Kaupunki", "ALERT_KEYS": (KEY, "short")}, ["E002", "E004"]),
        ({"ALERT_SENDER": SENDER, "ALERT_KEYS": (KEY, OTHER_KEY)}, []),
    ],
)
def test_checks_say_what_is_missing(settings: Any, given: dict[str, Any], told: list[str]):
    from cms.alerts.checks import check_alerts

    settings.KUMPPANUUS = configured(**given)
    found = check_alerts()
    assert [error.id for error in found] == [f"kumppanuus_alerts.{one}" for one in told]
    assert all(error.hint for error in found)


def test_a_key_is_changed_without_a_pause(client, sink, pohjoinen, settings, capsys):
    follow(client, sink)

    def keys(*given: str) -> None:
        settings.KUMPPANUUS = settings.KUMPPANUUS | {"ALERT_KEYS": given}

    def told(title: str) -> list[str]:
        add_news(pohjoinen, title)
        write_and_send()
        return sink.recipients()

    keys(OTHER_KEY, KEY)
    assert told("Kahdella avaimella") == [ASKER]
    ask(client, "kind=news")
    assert Subscriber.objects.count() == 1
    call_command("kumppanuus_alerts_reseal")
    assert capsys.readouterr().out == "1 addresses sealed anew.\n"
    keys(OTHER_KEY)
    assert ASKER in told("Uudella avaimella")
    ask(client, "kind=event")
    assert Subscriber.objects.count() == 1
    keys(KEY)
    assert told("Väärällä avaimella") == []


def test_a_page_needs_no_cookie(sink, pohjoinen):
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/ilmoitukset/").cookies == {}
    assert ask(strict).status_code == 302
    assert strict.cookies == {}


def test_who_follows_much_is_not_known_by_what_is_refused(client, sink, pohjoinen, monkeypatch):
    follow(client, sink)
    monkeypatch.setattr("cms.alerts.subscribing.MAX_SUBSCRIPTIONS", 1)
    codes = [ask(client, "region=pohjoinen").status_code for _ in range(5)]
    strangers = [ask(client, "region=pohjoinen", address="b@b.test").status_code for _ in range(6)]
    assert (codes, strangers) == ([302] * 4 + [429], [302] * 5 + [429])
    write_and_send()
    assert sink.recipients() == ["b@b.test"] * 5
    assert Subscription.objects.count() == 2
