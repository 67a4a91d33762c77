"""The page on which the trail of a topic is followed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.languages import readers_language
from cms.pages.site.citywide import TEMPLATES, frame_of
from cms.pages.site.filters import Filter, Filters, by_region
from cms.pages.site.trail import topics_of_trails, trail_of


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Of the topic that is asked for; without one, the topics to choose from."""
    language = readers_language()
    frame, regions = frame_of(request, language)
    topics = list(topics_of_trails().order_by("name"))
    choices = {topic.slug: topic.name for topic in topics}
    by_topic = Filter("topic", _("Topic"), choices, lambda rows, slug: rows)
    filters = Filters.read([by_topic, by_region(regions)], request.GET)
    region = next((one for one in regions if one.slug == filters.chosen("region")), None)
    chosen = [topic for topic in topics if topic.slug == filters.chosen("topic")]
    context: dict[str, Any] = {"filters": filters, "topics": topics, "chosen": chosen}
    if chosen:
        context["trail"] = trail_of(chosen, region, language)
    return render(request, TEMPLATES + "trail.html", frame | context)
