"""Panel groups of the page editor: content, follow-up, publishing."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page


class PublishingErrorsPanel(Panel):
    """Shows in the editor what forbids publishing the draft as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kumppanuus_pages/admin/publishing_errors_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            errors = page.obstacles(page.own_children) if page.pk else ()
            context["messages"] = [message for error in errors for message in error.messages]
            return context

        def is_shown(self) -> bool:
            return bool(self.get_context_data()["messages"])


class PublishAnywayPanel(Panel):
    """Asks, when a page was sent to be published, whether the contacts in it are meant to be."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kumppanuus_pages/admin/publish_anyway_panel.html"

        def is_shown(self) -> bool:
            return bool(getattr(self.form, "asked", ()))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"field": self.form["publish_anyway"]}


class TitlePanel(TitleFieldPanel):
    """Gives its text to the slug where the user is offered one: Wagtail's script fails without."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            if "slug" in self.form.fields:
                attrs: dict[str, Any] = super().get_attrs()
                return attrs
            return {"placeholder": self.get_placeholder()}


def editor(
    content: Sequence[Any], follow_up: Sequence[Any] = (), publishing: Sequence[Any] = ()
) -> TabbedInterface:
    """The tabs of every page type's editor; follow-up only where there is something to follow."""
    first = [PublishingErrorsPanel(), PublishAnywayPanel(), TitlePanel("title"), *content]
    tabs = [ObjectList(first, heading=_("Content"))]
    if follow_up:
        tabs.append(ObjectList(list(follow_up), heading=_("Follow-up")))
    search_engines = MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("Address and search engines"),
    )
    tabs.append(
        ObjectList(
            [*Page.settings_panels, *(publishing or [search_engines])], heading=_("Publishing")
        )
    )
    return TabbedInterface(tabs)
