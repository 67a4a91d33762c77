"""Mails on their way: refused, put off, cut off, stopped."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from freezegun import freeze_time

from cms.alerts.composing import compose_due
from cms.alerts.delivering import NotToBeSentError, Postman
from cms.alerts.jobs import write_and_send
from cms.alerts.models import Message, Subscriber
from cms.alerts.sending import send_waiting
from tests.alerts.mailing import follow
from tests.factories import add_news

PEOPLE = [f"{name}@esimerkki.test" for name in ("a", "b", "c", "d")]


@pytest.fixture
def followers(sink: Any, client: Any, pohjoinen: Any) -> list[str]:
    for address in PEOPLE:
        follow(client, sink, address=address)
    add_news(pohjoinen, "Uutinen")
    return PEOPLE


def later(**by: float) -> Any:
    return freeze_time(timezone.now() + timedelta(**by))


def test_an_address_that_fails_stops_no_other(sink, followers, caplog):
    sink.refusing |= {
        "a@esimerkki.test": "550 5.1.1 No such user a@esimerkki.test",
        "b@esimerkki.test": "451 4.7.1 Greylisted b@esimerkki.test",
        "c@esimerkki.test": "550 5.7.1 We take no mail of yours",
    }
    write_and_send()
    assert sink.recipients() == ["d@esimerkki.test"]
    assert Subscriber.objects.count() == 3
    with later(seconds=50):
        write_and_send()
    assert sink.recipients() == []
    with later(seconds=70):
        write_and_send()
    assert sink.recipients() == []
    sink.refusing.clear()
    with later(seconds=120):  # the second pause is twice as long
        write_and_send()
    assert sink.recipients() == []
    with later(seconds=200):
        write_and_send()
        write_and_send()
    assert sink.recipients() == ["b@esimerkki.test", "c@esimerkki.test"]
    own = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert any("was not accepted: 451 4.7.1" in line for line in own)
    assert "esimerkki.test" not in str(own)


def test_while_the_server_is_out_of_reach_all_wait(sink, followers, settings, monkeypatch, caplog):
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    write_and_send()
    assert "tried again in 15 s" in caplog.text
    settings.EMAIL_PORT = port
    write_and_send()
    assert sink.recipients() == []
    monkeypatch.setattr("cms.alerts.sending._retries.next_try", {})
    write_and_send()
    assert sink.recipients() == followers
    assert set(Message.objects.filter(kind="news").values_list("attempts")) == {(0,)}


def test_what_the_server_did_not_answer_for_is_sent_again_under_its_name(
    sink, followers, monkeypatch
):
    """421 is what a server says that is about to go: it has not taken the mail."""
    sink.answer = lambda recipient: "421 Going down"
    write_and_send()
    (first,) = sink.take()
    sink.answer = lambda recipient: "250 OK"
    monkeypatch.setattr("cms.alerts.sending._retries.next_try", {})
    write_and_send()
    mails = {mail.recipient: mail for mail in sink.take()}
    assert sorted(mails) == followers
    again = mails[first.recipient]
    assert again.mail["Message-ID"] == first.mail["Message-ID"]


def test_what_another_worker_took_or_has_handed_over_is_left_alone(sink, followers):
    compose_due(10)
    messages = list(Message.objects.filter(kind="news").order_by("subscriber__fingerprint"))
    taken, handed_over, stopped, waiting = messages
    Message.objects.filter(pk=taken.pk).update(due_at=timezone.now() + timedelta(minutes=1))
    Message.objects.filter(pk=handed_over.pk).update(state="handed_over")
    stopped.subscription.delete()
    send_waiting(10)
    (mail,) = sink.take()
    assert mail.mail["Message-ID"].startswith(f"<{waiting.uuid.hex}@")
    with later(minutes=2):
        send_waiting(10)
    (mail,) = sink.take()
    assert mail.mail["Message-ID"].startswith(f"<{taken.uuid.hex}@")
    with later(days=1):
        send_waiting(10)
    assert sink.take() == []


def test_a_mail_is_taken_back_before_its_last_dot(sink, db):
    link = f"<https://kaupunki.test/{'a' * 150}/>"
    mails = [
        EmailMessage(subject, "Ensin\n.piste\n", "a@a.test", ["b@b.test"], headers={"X-Link": link})
        for subject in ("Peruttu", "Lähetetty")
    ]
    with Postman() as postman:
        with pytest.raises(NotToBeSentError):
            postman.deliver(mails[0], lambda: False)
        assert sink.got == []
        postman.deliver(mails[1], lambda: sink.got == [])
    (mail,) = sink.take()
    assert mail.mail["Subject"] == "Lähetetty"
    assert mail.mail.get_content().splitlines() == ["Ensin", ".piste"]
    assert mail.mail["X-Link"] == link


def test_nothing_is_told_that_was_hidden_while_it_was_on_its_way(sink, followers, monkeypatch):
    """The version of the content is looked at last, when the server has all but the dot."""
    from cms.alerts import sending
    from cms.pages.models import ContentVersion

    current = sending.ContentVersion.current
    hidden = iter([True])

    def hiding(*args: object) -> int:
        if next(hidden, False):
            ContentVersion.rise()
        return current()

    class Racing:
        current = staticmethod(hiding)

    monkeypatch.setattr(sending, "ContentVersion", Racing)
    begun: list[str] = []
    sink.meet = begun.append
    write_and_send()
    assert len(begun) == len(followers) + 1  # one was dropped, and written anew
    assert sink.recipients() == followers
    assert set(Message.objects.values_list("state")) == {("sent",)}
