"""When nothing is loaded: production settings, and a failure on the way."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from cms.demo import registers
from cms.pages.models import RegionPage
from cms.snippets.models import Organisation, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def nothing_is_loaded(var_dir):
    tables = (RegionPage, Topic, Organisation, get_user_model())
    return not any(model.objects.exists() for model in tables) and not any(var_dir.iterdir())


@pytest.mark.parametrize("value", [None, False])
def test_production_settings_are_refused_with_the_remedy(value, settings, var_dir):
    if value is None:
        del settings.EMBEDDED
    else:
        settings.EMBEDDED = value
    with pytest.raises(CommandError, match=r"unset DJANGO_SETTINGS_MODULE and use `make run`"):
        call_command("load_demo")
    assert nothing_is_loaded(var_dir)


def test_a_failure_on_the_way_leaves_nothing(monkeypatch, var_dir):
    def fail() -> None:
        raise OSError("no space left")

    monkeypatch.setattr(registers, "add_media", fail)
    with pytest.raises(OSError, match="no space left"):
        call_command("load_demo")
    assert nothing_is_loaded(var_dir)
