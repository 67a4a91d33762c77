"""The front page and the index pages, to which bodies of pages may point."""

from typing import Any

from cms.pages import models
from participation_api.fields.builders import inline, rich_text
from participation_api.types.decisions import BudgetRow
from participation_api.types.page import ModelType, Page, region_field


class HomePage(ModelType):
    """Front page of one language: the tables together and their joint budget."""

    introduction = rich_text("introduction", "What the partnership tables are.")
    budget = inline(BudgetRow, "budget_rows", "The tables' joint money.")

    class Meta:
        model = models.HomePage
        interfaces = (Page,)


def _index(page: Any, of: str) -> Any:
    meta = type("Meta", (), {"model": page, "interfaces": (Page,)})
    return type(
        page.__name__,
        (ModelType,),
        {
            "__doc__": f"List of {of} on the public site.",
            "Meta": meta,
            "region": region_field(),
            "introduction": rich_text("introduction", "What stands above the list."),
        },
    )


INDEXES = [
    _index(models.MeetingIndexPage, "meetings"),
    _index(models.StatementIndexPage, "statements"),
    _index(models.EventIndexPage, "events"),
    _index(models.NewsIndexPage, "news"),
    _index(models.PublicationIndexPage, "publications"),
    _index(models.InfoIndexPage, "information pages"),
]
