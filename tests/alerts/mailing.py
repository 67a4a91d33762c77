"""A mail server that keeps what it gets, and what residents do with their mail."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from django.test import Client

from cms.alerts.jobs import write_and_send

KEY = "c2VjcmV0IG9mIHRoZSB0ZXN0cywgb25lIG9mIHR3byE="
OTHER_KEY = "YW5vdGhlciBzZWNyZXQgb2YgdGhlIHRlc3RzLCAjMi4="
SECRET = "signs what comes back"
SENDER = "ilmoitukset@kaupunki.test"
ASKER = "asukas@esimerkki.test"


class Received(NamedTuple):
    recipient: str
    mail: EmailMessage

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    def _body(self, kind: Literal["plain", "html"]) -> str:
        body = self.mail.get_body((kind,))
        assert body
        return str(body.get_content()).replace("\r\n", "\n")

    def link(self, part: str) -> str:
        """The address in it whose path has this part."""
        (found,) = set(re.findall(rf"https?://\S+/{part}/\S+", self.text))
        return str(found)


@dataclass
class Sink:
    got: list[Received] = field(default_factory=list)
    refusing: dict[str, str] = field(default_factory=dict)
    """What is answered to RCPT of an address."""
    answer: Callable[[str], str] = lambda recipient: "250 OK"
    """What is answered to a whole mail, which is kept whatever it is."""
    meet: Callable[[str], None] = lambda recipient: None
    """Called when a recipient is named, before the mail."""

    def empty(self) -> None:
        self.got.clear()
        self.refusing.clear()
        self.answer = lambda recipient: "250 OK"
        self.meet = lambda recipient: None

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.meet(address)
        if address not in self.refusing:
            envelope.rcpt_tos.append(address)
        return self.refusing.get(address, "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.got.append(Received(recipient, mail))
        return self.answer(recipient)

    def take(self) -> list[Received]:
        """What came since this was asked last."""
        taken = list(self.got)
        self.got.clear()
        return taken

    # aiosmtpd looks at every property of its handler.
    def recipients(self) -> list[str]:
        return sorted(received.recipient for received in self.take())


class Smtp(NamedTuple):
    port: int
    sink: Sink


def ask(
    client: Client,
    query: str = "",
    frequency: str = "at_once",
    address: str = ASKER,
    prefix: str = "",
    **besides: str,
) -> Any:
    form = {"email": address, "frequency": frequency, **besides}
    return client.post(f"{prefix}/ilmoitukset/?{query}", form)


def path_of(url: str) -> str:
    return urlsplit(url).path


def follow(
    client: Client,
    sink: Sink,
    query: str = "",
    frequency: str = "at_once",
    address: str = ASKER,
    prefix: str = "",
) -> None:
    """Ask and confirm, as somebody who reads their mail does."""
    assert ask(client, query, frequency, address, prefix).status_code == 302
    write_and_send()
    (mail,) = sink.take()
    assert mail.recipient == address
    word = "vahvista"
    assert client.post(path_of(mail.link(word))).status_code == 200
