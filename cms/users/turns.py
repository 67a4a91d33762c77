"""Whose turn it is to have a password hashed. It takes as long as many pages do: were it done in
every thread at once, strangers with wrong passwords would keep all other readers waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import View

from cms.rates import refusal

_at_the_door = BoundedSemaphore(2)
"""Of one process: one whose password is hashed, and one who waits for it."""
_hashing = Lock()
AGAIN_IN = 2
"""Seconds."""


@contextmanager
def turn() -> Iterator[bool]:
    """Whether there was one; nobody waits longer than for one other."""
    if not _at_the_door.acquire(blocking=False):
        yield False
        return
    try:
        with _hashing:
            yield True
    finally:
        _at_the_door.release()


class InTurn(View):
    """For a view whose POST tries a password."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with turn() as is_ours:
            if not is_ours:
                return refusal(request, "login", AGAIN_IN)
            return super().dispatch(request, *args, **kwargs)
