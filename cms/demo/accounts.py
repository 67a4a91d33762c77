"""Demo accounts: one for each role, with passwords made at random on this machine and kept in a
file that only its owner reads."""

import csv
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from cms.demo import data
from cms.pages.models import CityResources, RegionPage, RegionResources

Account = tuple[str, str, str]
"""User name, role in Finnish, password."""

PASSWORD_BYTES = 12


def path() -> Path:
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


def read() -> list[Account]:
    """The accounts as `load_demo` made them; empty before it."""
    if not path().exists():
        return []
    with path().open(encoding="utf-8", newline="") as file:
        return [(name, role, password) for name, role, password in csv.reader(file, delimiter="\t")]


def add() -> None:
    """Make the accounts and write them down. One that is in the file already keeps its password,
    so that a database made anew is entered with the same."""
    kept = {name: password for name, _role, password in read()}
    users = get_user_model().objects
    accounts = []
    for row in data.read("accounts")["accounts"]:
        name, role = row["name"], row["role"]
        password = kept.get(name) or secrets.token_urlsafe(PASSWORD_BYTES)
        user = users.filter(username=name).first() or users.create_user(
            name, f"{name}@example.invalid", password, last_name=role
        )
        _give_role(user, row)
        accounts.append((name, role, password))
    _write(accounts)


def _give_role(user: Any, row: data.Row) -> None:
    user.is_superuser = user.is_staff = row["rights"] == "administrator"
    user.save()
    if group := _group(row["rights"]):
        user.groups.add(group)


def _group(rights: str) -> Group | None:
    shared = CityResources.objects.get()
    if rights in ("lead_coordinators", "communications"):
        found: Group = getattr(shared, rights)
        return found
    if rights == "reviewer":
        return _reviewers()
    if rights == "administrator":
        return None
    key = RegionPage.objects.get(slug=rights).translation_key
    return RegionResources.objects.get(translation_key=key).coordinators


def _reviewers() -> Group:
    """Those who approve in the regions' workflows, once an administrator assigns one."""
    group, _is_new = Group.objects.get_or_create(name="Tarkastajat")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for resources in RegionResources.objects.all():
        for task in resources.workflow.tasks:
            task.specific.groups.add(group)
    return group


def _write(accounts: list[Account]) -> None:
    path().touch(mode=0o600)
    path().chmod(0o600)
    with path().open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(accounts)
