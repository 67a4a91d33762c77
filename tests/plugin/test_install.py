"""The wheel installed by pip, with what it needs from the index, on each Python that is here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.plugin.asking import run

VERSIONS = ("3.11", "3.12", "3.13")
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"

FIRST_ANSWERS = """
import json
import django
django.setup()
from django.core.management import call_command
call_command("check", fail_level="ERROR")
call_command("migrate", verbosity=0)
from django.test import Client
query = {"query": "{ regions { title } search(query: \\"puisto\\") { totalCount } }"}
client = Client(headers={"x-forwarded-proto": "https"})
answer = client.post("/graphql/", json.dumps(query), content_type="application/json")
print(json.dumps(answer.json()))
print(client.get("/health/").json()["search"]["engine"])
"""


def pythons():
    """The interpreters by version: pyenv's, and those that stand in the path."""
    for version in VERSIONS:
        candidates = [*PYENV.glob(f"{version}.*/bin/python"), shutil.which(f"python{version}")]
        if python := next(filter(None, candidates), None):
            yield version, python


@pytest.fixture(params=dict(pythons()).items(), ids=lambda found: found[0])
def environment(request, index, tmp_path):
    """The Python of an environment with nothing in it yet."""
    _version, python = request.param
    subprocess.run([python, "-m", "venv", tmp_path / "environment"], check=True)
    return tmp_path / "environment" / "bin" / "python"


@pytest.mark.index
def test_a_site_of_the_wheel_answers(environment, wheel, tmp_path):
    run(environment, tmp_path, "-m", "pip", "install", "-q", f"{wheel}[site]")
    assert run(environment, tmp_path, "-m", "pip", "check") == "No broken requirements found.\n"
    answers = run(environment, tmp_path, "-c", FIRST_ANSWERS).splitlines()
    assert answers[-2:] == ['{"data": {"regions": [], "search": {"totalCount": 0}}}', "sqlite"]
