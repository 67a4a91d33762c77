"""One mail to the mail server, so that a process that is killed sends it once.

A mail server has a mail when it has got the last dot and answers. Whoever notes that afterwards
sends it twice when killed in between; so it is noted before the dot is sent, when the server has
all else: what is left in between is the time from the end of a commit to a write of three bytes."""

import re
import smtplib
import socket
from collections.abc import Callable
from email.generator import BytesGenerator
from io import BytesIO
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

SECONDS_AFTER_THE_DOT = 300
"""A server may look through a mail for so long before it answers (RFC 5321, 4.5.3.2.6, has ten
minutes); to give up earlier would be to send what it takes all the same."""
MAX_LINE = 998
"""RFC 5322, 2.1.1."""
ENHANCED = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})\b")
NO_SUCH_MAILBOX = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
"""RFC 3463: what is wrong with the address itself, rather than with us."""


class UnreachableError(Exception):
    """The mail server cannot be asked, or not just now: nothing is said of this mail."""


class NotAcceptedError(Exception):
    """The server does not take this mail. Its words are left out: they name the address."""

    def __init__(self, code: int, reply: bytes) -> None:
        found = ENHANCED.match(reply)
        self.code = code
        self.status = found[1].decode() if found else ""
        super().__init__(f"{code} {self.status}".strip())

    @property
    def is_for_good(self) -> bool:
        return 500 <= self.code < 600

    @property
    def is_of_the_address(self) -> bool:
        return self.is_for_good and self.status in NO_SUCH_MAILBOX


class UnansweredError(Exception):
    """The server got all of the mail and said nothing in all the time it has: it is taken for
    sent."""


class NotToBeSentError(Exception):
    """Somebody else sends it, or it is not to be sent any more. The server has dropped it."""


class Postman:
    """One connection, for the mails of a turn."""

    def __init__(self) -> None:
        self._backend = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def deliver(self, mail: EmailMessage, note: Callable[[], bool]) -> None:
        """Give the mail to the server. `note` is called when all but the last dot is there: unless
        it is True, the mail is not sent.

        Raises UnreachableError, NotAcceptedError, UnansweredError, NotToBeSentError."""
        if isinstance(self._backend, EmailBackend):
            self._deliver_by_smtp(self._backend, mail, note)
            return
        if not note():  # A service has no last dot.
            raise NotToBeSentError
        try:
            self._backend.send_messages([mail])
        except Exception as error:
            raise UnreachableError(type(error).__name__) from None

    def _deliver_by_smtp(
        self, backend: EmailBackend, mail: EmailMessage, note: Callable[[], bool]
    ) -> None:
        body = _bytes_of(mail)
        try:
            smtp = _connected(backend)
            smtp.ehlo_or_helo_if_needed()
            try:
                _give(smtp, mail, body)
            except NotAcceptedError:
                smtp.rset()
                raise
            if not note():
                self._drop()  # In the middle of a mail there is no other way back.
                raise NotToBeSentError
            _give_the_dot(smtp)
        except UnansweredError:
            self._drop()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise UnreachableError(type(error).__name__) from None

    def _drop(self) -> None:
        """Without a word to the server, which forgets what it has half got."""
        if isinstance(self._backend, EmailBackend) and self._backend.connection:
            self._backend.connection.close()
            self._backend.connection = None


def _connected(backend: EmailBackend) -> Any:
    """smtplib's, or that of TLS."""
    is_new = backend.open()
    smtp: Any = backend.connection
    if is_new:
        # Else the dot waits for the server to say that it has the rest, 40 ms a mail.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _bytes_of(mail: EmailMessage) -> bytes:
    written = BytesIO()
    # Mail programs look for the address to stop by in the one line of its header.
    generator = BytesGenerator(written, mangle_from_=False, maxheaderlen=MAX_LINE)
    generator.flatten(mail.message(), linesep="\r\n")
    return written.getvalue()


def _give(smtp: smtplib.SMTP, mail: EmailMessage, body: bytes) -> None:
    """All but the last dot."""
    sender = mail.from_email.rpartition("<")[2].rstrip(">")
    options = ["body=8bitmime"] if smtp.has_extn("8bitmime") else []
    _expect(smtp.mail(sender, options), 250)
    _expect(smtp.rcpt(mail.to[0]), 250, 251)
    _expect(smtp.docmd("DATA"), 354)
    lines = re.sub(rb"(?m)^\.", b"..", body)
    smtp.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _give_the_dot(smtp: Any) -> None:
    smtp.send(b".\r\n")
    usual = smtp.sock.gettimeout()
    smtp.sock.settimeout(SECONDS_AFTER_THE_DOT)
    try:
        answer = smtp.getreply()
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise UnansweredError from None
        raise
    smtp.sock.settimeout(usual)
    _expect(answer, 250)


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    code, reply = answer
    if code == 421:  # it is about to close
        raise smtplib.SMTPServerDisconnected
    if code not in wanted:
        raise NotAcceptedError(code, reply)
