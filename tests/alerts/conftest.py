from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from cms.pages.models import HomePage, RegionPage
from tests.alerts.mailing import KEY, SECRET, SENDER, Sink, Smtp
from tests.configured import configured
from tests.factories import add_home, add_region, index_of
from tests.servers.ports import free_port


class Tables(NamedTuple):
    home: int
    pohjoinen: int
    itainen: int


@pytest.fixture(scope="module")
def tables(django_db_setup: object, django_db_blocker: Any) -> Iterator[Tables]:
    """Keys of the pages that all tests of a module begin with, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = add_home()
        regions = [add_region(home, slug).pk for slug in ("pohjoinen", "itainen")]
        for key in regions:
            index_of(RegionPage.objects.get(pk=key), "uutiset")
        yield Tables(home.pk, *regions)
        transaction.set_rollback(True)


@pytest.fixture
def home(tables: Tables, db: None) -> HomePage:
    return HomePage.objects.get(pk=tables.home)


@pytest.fixture
def pohjoinen(tables: Tables, home: HomePage) -> RegionPage:
    return RegionPage.objects.get(pk=tables.pohjoinen)


@pytest.fixture
def itainen(tables: Tables, home: HomePage) -> RegionPage:
    return RegionPage.objects.get(pk=tables.itainen)


@pytest.fixture(scope="session")
def smtp_server() -> Iterator[Smtp]:
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Smtp(controller.port, handler)
    controller.stop()


@pytest.fixture
def sink(smtp_server: Smtp, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Sink:
    """Alerts are on, and a real mail server takes them."""
    smtp_server.sink.empty()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.KUMPPANUUS = configured(
        ALERT_SENDER=SENDER, ALERT_KEYS=(KEY,), ALERT_WEBHOOK_SECRET=SECRET
    )
    monkeypatch.setattr("cms.alerts.sending._retries.pauses", {})
    monkeypatch.setattr("cms.alerts.sending._retries.next_try", {})
    return smtp_server.sink
