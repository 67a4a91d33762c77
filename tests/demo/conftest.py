import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo content, loaded once for a module of tests and rolled back after it. Gives the
    folder of what is written on this machine."""
    var_dir = tmp_path_factory.mktemp("var")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=var_dir),
        transaction.atomic(),
    ):
        call_command("load_demo", verbosity=0)
        yield var_dir
        transaction.set_rollback(True)
