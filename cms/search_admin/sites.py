"""Whose residents' searches somebody may read about, where several cities share an installation."""

from wagtail.models import Site

from cms.pages.visibility.editors import Editor, places_of, reach
from cms.pages.visibility.sites import cities


def are_several() -> bool:
    return len(cities()) > 1


def names_for(user: Editor) -> dict[str, str]:
    """Names of the cities in which the user may do something, by their keys."""
    names = {str(site.pk): site.site_name or site.hostname for site in Site.objects.all()}
    places = places_of(user)
    own = (city for city in cities() if any(reach(places, root) for root in city.roots))
    return {city.key: names[city.key] for city in own}


def address_of(key: str) -> str:
    """What addresses of a city begin with; nothing where it is the only one, or is no more."""
    return next((city.public_url for city in cities() if city.key == key), "")
