from django import template

from themes.models import CITY, Theme

register = template.Library()


@register.simple_tag
def theme_or_city(theme: Theme | None) -> Theme:
    """The theme given, or the city's own where a page (such as "not found") has none."""
    return theme or Theme.objects.with_code(CITY)
