from collections.abc import Iterable

from django.db import models
from django.forms import ColorInput
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from themes.models import Theme


def _swatch(theme: Theme) -> str:
    """The colours side by side; their values are the text alternative."""
    colours = (theme.primary, theme.secondary, theme.accent, theme.surface)
    bands = format_html_join(
        "",
        '<rect x="{}" width="24" height="24" fill="{}"/>',
        ((24 * place, colour) for place, colour in enumerate(colours)),
    )
    return format_html(
        '<svg role="img" aria-label="{}" width="96" height="24">{}</svg>', ", ".join(colours), bands
    )


def _colour_panel(field: str) -> FieldPanel:
    return FieldPanel(field, widget=ColorInput)


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "view"
    menu_label = _("Themes")
    menu_order = 350
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("swatch", label=_("Colours"), accessor=_swatch),
        "typeface",
        "pattern",
    ]
    search_fields = ["name", "code"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        MultiFieldPanel(
            [
                FieldRowPanel([_colour_panel("primary"), _colour_panel("secondary")]),
                FieldRowPanel([_colour_panel("accent"), _colour_panel("background")]),
                _colour_panel("surface"),
            ],
            heading=_("Colours"),
            help_text=_(
                "All other colours, such as text on a button, are derived from these. A theme is"
                " saved only when its colours can be told apart by everyone (WCAG 2.2, level AA)."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("typeface"), FieldPanel("pattern"), FieldPanel("logo")], heading=_("Look")
        ),
    ]


register_snippet(ThemeViewSet)


@hooks.register("before_delete_snippet")
def keep_themes_in_use(
    request: HttpRequest, instances: Iterable[models.Model]
) -> HttpResponseRedirect | None:
    """A theme that a region wears is not deleted. The foreign key cannot say so: Wagtail opens no
    page whose draft names a deleted object behind PROTECT."""
    used = {
        theme: theme.users() for theme in instances if isinstance(theme, Theme) and theme.users()
    }
    for theme, users in used.items():
        messages.error(
            request,
            _("%(theme)s is not deleted: %(users)s uses it. Choose another theme there first.")
            % {"theme": theme, "users": ", ".join(map(str, users))},
        )
    return redirect("wagtailsnippets_kumppanuus_themes_theme:list") if used else None
