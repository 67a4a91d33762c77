"""What mails say of a page."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.pages.models import MeetingPage, StatementPage
from cms.pages.models.happening import Happening, HappeningState

register = template.Library()


@register.filter
def about_page(page: Any, is_new: bool) -> str:
    """In one line: “Updated · Meeting · Pohjoinen · 1.3.2023 17.00 · minutes published”."""
    told = [
        "" if is_new else _("Updated"),
        capfirst(page._meta.verbose_name),
        page.region.title if page.region else "",
        _when(page),
        *_states(page),
    ]
    return " · ".join(str(one) for one in told if one)


def _states(page: Any) -> list[str]:
    """In words: of a meeting how far it is, of a statement what came of it; what was moved."""
    match page:
        case StatementPage():
            return [str(page.status.label), page.outcome_label]
        case MeetingPage():
            states = [page.get_stage_display()]
        case _:
            states = []
    if isinstance(page, Happening) and page.state != HappeningState.AS_PLANNED:
        states.append(page.get_state_display())
    return states


def _when(page: Any) -> str:
    if isinstance(page, Happening):
        local = timezone.localtime(page.starts_at)
        return f"{date_format(local, 'j.n.Y')} {date_format(local, 'G.i')}"
    day = page.search_date()
    return date_format(day, "j.n.Y") if day else ""
