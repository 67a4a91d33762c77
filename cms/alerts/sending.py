"""Sends the messages that wait, each once.

A worker takes a message by moving `due_at`, for as long as a mail may take; if it is killed then,
another one takes it later. When the mail server has all but the last dot, the message becomes
*handed over*, by a commit; then the dot is sent, and with the server's answer it is *sent*. Whoever
finds one handed over does not send it again: the dot follows the commit within microseconds, the
answer may take minutes."""

import logging
import time
from datetime import timedelta
from functools import partial
from traceback import extract_tb

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.alerts.delivering import (
    NotAcceptedError,
    NotToBeSentError,
    Postman,
    UnansweredError,
    UnreachableError,
)
from cms.alerts.letters import Letter, Letters
from cms.alerts.models import Message
from cms.pages.models import ContentVersion
from cms.pages.publishing.scheduling import Retries

logger = logging.getLogger(__name__)

TAKEN_FOR = timedelta(minutes=2)
"""Longer than all takes up to the last dot."""
AT_A_TIME = 50
FIRST_PAUSE = timedelta(minutes=1)
MAX_PAUSE = timedelta(hours=4)
"""After which a mail that was refused for now is tried again: doubled from the first."""
MAX_ATTEMPTS = 20
"""Some three days."""

_retries = Retries()
SERVER = "server"


def send_waiting(seconds: float) -> None:
    """Send what waits over one connection, for so many seconds at most. While the mail server is
    out of reach all wait, with growing pauses; a mail that fails stops no other."""
    deadline = time.monotonic() + seconds
    if not _retries.may_try(SERVER):
        return
    letters = Letters()
    with Postman() as postman:
        while waiting := list(_waiting()[:AT_A_TIME]):
            for message in waiting:
                if time.monotonic() >= deadline:
                    return
                if not _take(message):
                    continue
                try:
                    _send(message, letters, postman)
                except UnreachableError as error:
                    _let_go(message)
                    pause = _retries.failed(SERVER)
                    logger.warning(
                        "The mail server is out of reach (%s); tried again in %.0f s", error, pause
                    )
                    return


def _waiting() -> QuerySet[Message]:
    return (
        Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now())
        .select_related("subscriber", "subscription")
        .order_by("due_at", "pk")
    )


def _take(message: Message) -> bool:
    """For this worker alone."""
    until = timezone.now() + TAKEN_FOR
    found = Message.objects.filter(
        pk=message.pk, state=Message.State.WAITING, due_at=message.due_at
    )
    message.due_at = until
    return bool(found.update(due_at=until))


def _send(message: Message, letters: Letters, postman: Postman) -> None:
    """Raises UnreachableError."""
    try:
        letter = letters.write(message)
        if letter is None:
            Message.objects.filter(pk=message.pk).delete()
            return
        postman.deliver(letter.mail, partial(_hand_over, message, letter))
    except UnreachableError:
        raise
    except NotToBeSentError:
        return  # If it is still to be sent, it is taken again in a while.
    except NotAcceptedError as error:
        _refused(message, error)
    except UnansweredError:
        logger.warning("Message %s was given whole, and not answered: taken for sent", message.pk)
        _end(message, Message.State.SENT)
    except InvalidToken:
        logger.error(
            "No key opens the address of message %s: give ALERT_KEYS the old one", message.pk
        )
        _later(message)
    except Exception as error:
        # What went wrong may have the address in its words: the place is told instead.
        place = extract_tb(error.__traceback__)[-1]
        what = type(error).__name__
        logger.error("Message %s: %s at %s:%s", message.pk, what, place.filename, place.lineno)
        _later(message)
    else:
        _end(message, Message.State.SENT)
        _retries.succeeded(SERVER)


def _hand_over(message: Message, letter: Letter) -> bool:
    """Whether it is ours to send, and still tells nothing that is hidden."""
    with transaction.atomic():
        taken = Message.objects.filter(
            pk=message.pk, state=Message.State.WAITING, due_at=message.due_at
        )
        if ContentVersion.current() != letter.content_version:
            taken.update(due_at=timezone.now())
            return False
        return bool(taken.update(state=Message.State.HANDED_OVER, ended_at=timezone.now()))


def _refused(message: Message, error: NotAcceptedError) -> None:
    if error.is_of_the_address:
        logger.info("Message %s: no such mailbox (%s), nothing is sent to it", message.pk, error)
        message.subscriber.delete()
        return
    logger.warning("Message %s was not accepted: %s", message.pk, error)
    _later(message)


def _later(message: Message) -> None:
    """Try it again after a pause, unless it has been tried too often."""
    message.attempts += 1
    if message.attempts >= MAX_ATTEMPTS:
        _end(message, Message.State.FAILED)
        return
    pause = min(FIRST_PAUSE * 2 ** (message.attempts - 1), MAX_PAUSE)
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.WAITING, attempts=message.attempts, due_at=timezone.now() + pause
    )


def _let_go(message: Message) -> None:
    """Nothing is said of it by what happened: it waits behind the others."""
    Message.objects.filter(pk=message.pk, due_at=message.due_at).update(
        state=Message.State.WAITING, due_at=timezone.now()
    )


def _end(message: Message, state: str) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, ended_at=timezone.now())
