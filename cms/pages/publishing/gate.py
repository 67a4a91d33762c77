"""Asks again, before a page is published or scheduled by any way, what its form has asked: reviews,
bulk actions and code come by no form, and of what is only scheduled no page is saved."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction

from cms.pages.editing.personal_data import personal_data_errors
from cms.pages.models.base import ContentPage
from cms.snippets.models import Register


def guard_publishing() -> None:
    execute = PublishRevisionAction.execute

    @wraps(execute)
    def execute_if_let_through(self: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(self.object, ContentPage):
            _let_through(self.object, by_somebody=self.user is not None)
        elif isinstance(self.object, Register):
            _refuse_for(self.object, self.object.obstacles())
        return execute(self, *args, **kwargs)

    PublishRevisionAction.execute = execute_if_let_through


def _let_through(page: ContentPage, by_somebody: bool) -> None:
    _refuse_for(page, personal_data_errors(page, page.own_children))
    # Contacts are asked about where somebody can answer.
    if by_somebody and (contacts := page.contacts_to_ask_about(page.own_children, page)):
        message = _("%(contact)s. Open the page and publish it there: it asks whether it is meant.")
        _refuse_for(page, [ValidationError(message, params={"contact": contacts[0]})])


def _refuse_for(thing: ContentPage | Register, errors: Iterable[ValidationError]) -> None:
    messages = [f"{thing}: {message}" for error in errors for message in error.messages]
    if messages:
        raise ValidationError(messages)
