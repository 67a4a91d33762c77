"""What is told, to whom, when, and how it looks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale

from cms.alerts.composing import compose_due
from cms.alerts.jobs import write_and_send
from cms.alerts.models import Message
from cms.alerts.sending import send_waiting
from cms.pages.models import Reply
from tests.alerts.mailing import follow
from tests.factories import (
    HIDING,
    add_event,
    add_identity,
    add_meeting,
    add_news,
    add_statement,
    add_theme,
    add_topic,
    hide,
)
from themes.contrast import contrast


def publish(page: Any, **fields: Any) -> None:
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def subjects(sink: Any) -> dict[str, str]:
    return {mail.recipient: mail.mail["Subject"] for mail in sink.take()}


def test_each_is_told_what_they_follow_and_no_more(client, sink, pohjoinen, itainen):
    topic = add_topic("Liikenne")
    add_news(itainen, "Ennen tilausta", topics=[topic])  # else nobody knows of the topic
    statement = add_statement(pohjoinen, "Lausunto sillasta")
    for name, query in {
        "kaikki": "",
        "itainen": "region=itainen",
        "kokoukset": "kind=meeting",
        "liikenne": f"topic={topic.slug}",
        "silta": f"statement={statement.uuid}",
        "haku": "q=leikkipuistot",
    }.items():
        follow(client, sink, query, address=f"{name}@esimerkki.test")

    def told() -> set[str]:
        with freeze_time(timezone.now() + timedelta(minutes=5)):
            write_and_send()
        return {recipient.partition("@")[0] for recipient in sink.recipients()}

    assert told() == set()
    add_meeting(itainen, "Kokous")
    assert told() == {"kaikki", "itainen", "kokoukset"}
    add_news(pohjoinen, "Leikkipuisto aukeaa", topics=[topic])
    assert told() == {"kaikki", "liikenne", "haku"}
    publish(statement, replies=[Reply(date=datetime(2023, 5, 1), outcome="accepted")])
    assert told() == {"kaikki", "silta"}
    topic.name = "Liikenne ja pysäköinti"
    topic.save()
    assert told() == set()


def test_a_digest_tells_once_what_changed_again(client, sink, pohjoinen):
    with freeze_time("2090-03-23 10:00:00") as clock:  # Thursday; the clocks change on Sunday
        for frequency in ("daily", "weekly"):
            follow(client, sink, "", frequency, f"{frequency}@esimerkki.test")
        clock.tick(60)
        news = add_news(pohjoinen, "Silta")
        publish(news, title="Toinen otsikko")
        publish(news, title="Kolmas otsikko")
        clock.move_to("2090-03-24 04:59:00")
        write_and_send()
        assert sink.take() == []
        clock.move_to("2090-03-24 05:00:30")  # 7.00 in winter time
        write_and_send()
        (mail,) = sink.take()
        assert mail.recipient == "daily@esimerkki.test"
        assert mail.text.count("otsikko") == 1
        assert "Kolmas otsikko\nUutinen · Pohjoinen · 1.5.2023\n" in mail.text
        clock.move_to("2090-03-25 06:00:00")
        write_and_send()
        assert sink.take() == []
        publish(news, title="Neljäs otsikko")
        clock.move_to("2090-03-26 03:59:00")
        write_and_send()
        assert sink.take() == []
        clock.move_to("2090-03-26 04:00:30")  # 7.00 in summer time
        write_and_send()
        (mail,) = sink.take()
        assert "Neljäs otsikko\nPäivitetty · Uutinen · Pohjoinen · 1.5.2023\n" in mail.text
        clock.move_to("2090-03-27 04:00:30")  # Monday
        write_and_send()
        (mail,) = sink.take()
        assert mail.recipient == "weekly@esimerkki.test"
        assert "Neljäs otsikko\nUutinen" in mail.text
        assert mail.text.count("otsikko") == 1


@pytest.mark.parametrize("way", HIDING)
def test_what_is_hidden_when_it_is_sent_is_not_told(client, sink, pohjoinen, itainen, way):
    follow(client, sink)
    hidden, shown = add_news(pohjoinen, "Salainen"), add_news(itainen, "Avoin")
    compose_due(10)
    assert Message.objects.filter(kind="news").count() == 1
    hide(hidden, way)
    send_waiting(10)
    (mail,) = sink.take()
    assert mail.mail["Subject"] == shown.title
    assert "alainen" not in mail.mail.as_string() + mail.text + mail.html


def test_nothing_is_sent_where_nothing_is_left_to_tell(client, sink, pohjoinen):
    follow(client, sink, "region=pohjoinen")
    news = add_news(pohjoinen, "Salainen")
    compose_due(10)
    hide(news, "restricted to signed-in")
    send_waiting(10)
    assert sink.take() == []
    assert not Message.objects.filter(kind="news").exists()
    hide(add_news(pohjoinen, "Myös salainen"), "draft")
    write_and_send()
    assert sink.take() == []


def test_mail_is_in_the_brand_and_says_how_to_stop_it(client, sink, pohjoinen):
    theme = add_theme("pohjoinen", primary="#005f4b", accent="#ffd166")
    publish(pohjoinen, theme=theme)
    add_identity()
    follow(client, sink, "region=pohjoinen")
    add_event(pohjoinen, "Kahvit <b>& pulla", starts_at=datetime(2026, 8, 5, 14, tzinfo=UTC))
    write_and_send()
    (mail,) = sink.take()
    assert mail.mail["From"].addresses[0].display_name == "Kumppanuuspöydät"
    assert mail.mail["Auto-Submitted"] == "auto-generated"
    assert mail.mail["Content-Language"] == "fi"
    stop = mail.link("lopeta")
    assert mail.mail["List-Unsubscribe"] == f"<{stop}>"
    assert mail.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (message,) = Message.objects.filter(kind="news")
    assert mail.mail["Message-ID"] == f"<{message.uuid.hex}@kumppanuus.test>"
    url = "https://kumppanuus.test/pohjoinen/tapahtumat/kahvit-b-pulla/"
    assert f"Kahvit <b>& pulla\nTapahtuma · Pohjoinen · 5.8.2026 17.00\n{url}\n" in mail.text
    assert f'<a href="{url}" style="color:#005f4b">Kahvit &lt;b&gt;&amp; pulla</a>' in mail.html
    assert '<html lang="fi">' in mail.html
    assert mail.html.count("<h1 ") == 1
    assert f'href="{stop}"' in mail.html and "<script" not in mail.html
    assert f"background-color:#005f4b;color:{theme.tokens.on_primary}" in mail.html
    assert contrast("#005f4b", theme.tokens.on_primary) >= 4.5
    assert "Lahden kaupunki" in mail.html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Sluta skicka dessa meddelanden", "Nyhet")),
        ("en", ("Stop these alerts", "News")),
    ],
)
def test_mail_is_in_the_language_of_who_follows(client, sink, home, language, words):
    locale = Locale.objects.create(language_code=language)
    translated = home.copy_for_translation(locale)
    translated.title = "Bordet"
    translated.save_revision().publish()
    follow(client, sink, prefix=f"/{language}")
    add_news(home, "Suomeksi")
    add_news(type(home).objects.get(pk=translated.pk), "Bron")
    write_and_send()
    (mail,) = sink.take()
    assert mail.mail["Subject"] == "Bron"
    assert f'<html lang="{language}">' in mail.html
    assert all(word in mail.text and word in mail.html for word in words)
    assert f"https://kumppanuus.test/{language}/ilmoitukset/lopeta/" in mail.text
    assert "Suomeksi" not in mail.text


def test_no_line_break_in_a_name_adds_a_header(client, sink, home, pohjoinen) -> None:
    follow(client, sink)
    publish(home, title="Pöydät\r\nBcc: muu@esimerkki.test")
    add_news(pohjoinen, "Uutinen\r\nBcc: muu@esimerkki.test")
    write_and_send()
    news = next(got.mail for got in sink.take() if "Uutinen" in got.mail["Subject"])
    assert news["Subject"] == "Uutinen Bcc: muu@esimerkki.test"
    assert news["From"].addresses[0].display_name == "Pöydät Bcc: muu@esimerkki.test"
    assert "Bcc" not in news
