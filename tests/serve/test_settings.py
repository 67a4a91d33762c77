"""The start of production settings, each time in a process of its own, and their documentation."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

PRINT = "from django.conf import settings; print(settings.SECRET_KEY)"
KEY = "$alainen#!" * 5


def start(*command: str, **environment: str) -> tuple[int, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    result = subprocess.run(
        [sys.executable, *(command or ("-c", PRINT))],
        cwd=settings.BASE_DIR,
        env=inherited
        | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "PUBLIC_URL": "https://kumppanuus.test",
            "DATABASE_URL": "sqlite://:memory:",
        }
        | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return result.returncode, result.stdout + result.stderr


def test_a_missing_secret_stops_the_start():
    code, output = start()
    assert code == 1
    assert "Set the SECRET_KEY environment variable" in output


def test_a_secret_may_hold_any_characters():
    assert start(SECRET_KEY=KEY) == (0, f"{KEY}\n")


@pytest.mark.parametrize("weak", ["a" * 60, "lyhyt-avain-1", f"django-insecure-{KEY}"])
def test_a_weak_secret_stops_the_start(weak):
    code, output = start(SECRET_KEY=weak)
    assert code == 1
    assert "SECRET_KEY is weak" in output
    assert weak not in output


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("RATE_SEARCH", "60", "RATE_SEARCH: write how often"),
        ("SHARED_ADDRESSES", "192.0.2.1/24", "SHARED_ADDRESSES: write addresses and networks"),
        ("SECURITY_CONTACT", "a@city.example", "SECURITY_CONTACT: write an address whole"),
    ],
)
def test_what_is_written_wrongly_stops_the_start(name, value, told):
    code, output = start(SECRET_KEY=KEY, **{name: value})
    assert (code, told in output) == (1, True)


def test_a_deployment_has_no_warning():
    check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    code, output = start(*check, SECRET_KEY=KEY)
    assert (code, output) == (0, "System check identified no issues (1 silenced).\n")


def test_an_address_of_elasticsearch_that_is_none_stops_the_start():
    for address in ("search:9200", "https://", "https://search.test:9200,search2.test"):
        code, output = start(SECRET_KEY=KEY, ELASTICSEARCH_URL=address)
        assert code == 1
        assert "ELASTICSEARCH_URL: write each address whole" in output
    assert start(SECRET_KEY=KEY, ELASTICSEARCH_URL="https://search.test:9200") == (0, f"{KEY}\n")


def test_an_address_of_previews_that_is_none_stops_the_start():
    for address in ("www.city.example/preview/", "ftp://www.city.example/preview/"):
        code, output = start(SECRET_KEY=KEY, HEADLESS_PREVIEW_URL=address)
        assert code == 1
        assert "HEADLESS_PREVIEW_URL: write the address whole" in output


def test_a_missing_certificate_of_elasticsearch_stops_the_start():
    code, output = start(SECRET_KEY=KEY, ELASTICSEARCH_CA="/nowhere/ca.pem")
    assert code == 1
    assert "ELASTICSEARCH_CA: there is no file “/nowhere/ca.pem”" in output


def test_the_documentation_lists_every_variable_that_the_settings_read():
    folder = settings.BASE_DIR / "cms" / "settings"
    code = "".join((folder / name).read_text() for name in ("production.py", "embedded.py"))
    read = re.findall(r"""\b(?:env|environ)\.\w+\(\s*["'](\w+)["']""", code)
    table = (settings.BASE_DIR / "docs" / "settings.md").read_text()
    listed = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(set(read))
