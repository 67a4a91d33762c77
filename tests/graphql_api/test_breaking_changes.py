"""Changes of the schema that break programs: refused unless the changelog names them."""

import pytest
from django.core.management import CommandError, call_command

from participation_api import contract
from participation_api.schema import sdl

CHANGELOG = """# Changelog

## Unreleased

- The content model.
{}
## 0.1.0

- **Schema, breaking**: NewsPage.byline was removed.
"""
REMOVED = "NewsPage.byline was removed."


@pytest.fixture
def released(monkeypatch, tmp_path):
    """Sets the schema of the last release and what the changelog says under Unreleased."""

    def released(schema: str, changelog: str = "") -> None:
        schema_file, changelog_file = tmp_path / "released.graphql", tmp_path / "CHANGELOG.md"
        schema_file.write_text(schema, encoding="utf-8")
        changelog_file.write_text(CHANGELOG.format(changelog), encoding="utf-8")
        monkeypatch.setattr(contract, "RELEASED_FILE", schema_file)
        monkeypatch.setattr(contract, "CHANGELOG_FILE", changelog_file)

    return released


def with_byline() -> str:
    """The present schema, had it lost a field since the release."""
    before = "type NewsPage implements Page {\n"
    assert before in sdl()
    return sdl().replace(before, f"{before}  byline: String\n")


def test_the_present_schema_breaks_nothing_unnamed(capsys):
    call_command("check_schema")
    assert capsys.readouterr().out.endswith("The schema is up to date.\n")


@pytest.mark.parametrize("changelog", ["", "- **Schema, breaking**: NewsPage.lead was removed.\n"])
def test_a_change_that_is_not_named_is_refused(released, changelog):
    released(with_byline(), changelog)
    with pytest.raises(CommandError) as refusal:
        call_command("check_schema")
    assert str(refusal.value) == (
        "The schema breaks released.graphql, and the changelog does not say so. Undo the change,"
        " or name it in CHANGELOG.md under Unreleased, in these words:\n"
        f"- **Schema, breaking**: {REMOVED}"
    )


@pytest.mark.parametrize(
    "words", [REMOVED, "`NewsPage.byline` was\n  removed. Ask for `NewsPage.lead`."]
)
def test_a_change_that_is_named_passes(released, words):
    released(with_byline(), f"- **Schema, breaking**: {words}\n")
    call_command("check_schema")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("title: String!", "title: String", "Page.title changed type from String! to String."),
        ("  SV\n", "", "SV was removed from enum type Language."),
        ("page(path", "page(secret: ID!, path", "A required arg secret on Query.page was added."),
        ("scalar Date\n", "", "Date was removed."),
    ],
)
def test_what_breaks_programs(before, after, change):
    released = """
        type Query { page(path: String!): Page language: Language date: Date }
        type Page { title: String! }
        enum Language { FI SV }
        scalar Date
    """.replace("FI SV", "FI\n  SV\n")
    changed = released.replace(before, after)
    if "Date" in change:
        changed = changed.replace(" date: Date", "")
    assert change in contract.breaking_changes(released, changed)


def test_what_is_added_breaks_nothing_but_is_told(released, capsys):
    released(sdl().replace("enum Language {\n  FI\n  SV\n", "enum Language {\n  FI\n"))
    call_command("check_schema")
    told = "May surprise programs: SV was added to enum type Language.\n"
    assert told in capsys.readouterr().out


def test_a_release_sets_the_schema_that_counts(released, monkeypatch, tmp_path):
    monkeypatch.setattr(contract, "SDL_FILE", tmp_path / "schema.graphql")
    released(with_byline())
    call_command("export_schema")
    with pytest.raises(CommandError, match="byline was removed"):
        call_command("check_schema")
    call_command("export_schema", release=True)
    call_command("check_schema")
    assert contract.RELEASED_FILE.read_text(encoding="utf-8") == sdl()
