from django.forms import ColorInput
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
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
