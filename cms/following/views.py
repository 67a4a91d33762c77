"""What residents follow, at its addresses; and the page that tells how."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.following import calendars, feeds
from cms.following.addresses import addresses_of, calendar_of_page, path_of
from cms.following.choosing import Choices, tables
from cms.following.entries import entries_of
from cms.following.followed import Followed, FollowedError, UnknownFollowedError
from cms.following.keeping import Made, fresh_answer, kept_answer
from cms.following.kinds import HAPPENINGS, MODELS
from cms.following.naming import name_of_all, plain
from cms.following.places import Place
from cms.languages import readers_language
from cms.pages.publishing.freshness import NOT_KEPT
from cms.pages.site.context import site_context
from cms.pages.visibility.sites import current_ground, public_url
from search.queries import OutOfTimeError

MINUTE = 60


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, "calendar", _calendar)


@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, "atom", partial(_feed, feeds.atom, feeds.ATOM))


@require_safe
def json_feed(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, "json-feed", partial(_feed, feeds.json_feed, feeds.JSON))


@require_safe
def happening(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The calendar of one meeting or event, in its page's language."""
    return kept_answer(request, f"happening {uuid}", partial(_happening, uuid))


def _answer(
    request: HttpRequest, name: str, make: Callable[[Followed, str], Made]
) -> HttpResponseBase:
    """What is followed, as one of the formats; or, in a sentence, why there is none."""
    language = readers_language()
    try:
        followed = Followed.read(request.GET)
        if request.path != path_of(followed, name).partition("?")[0]:
            return HttpResponseRedirect(path_of(followed, name))
        if name == "calendar" and not followed.has_times:
            raise FollowedError(
                "kind", _("Only meetings and events are in calendars: follow the rest as a feed.")
            )
        made = partial(_checked, followed, language, make)
        if followed.is_search:
            response = fresh_answer(request, made())
            response["X-Robots-Tag"] = "noindex"
            return response
        return kept_answer(request, f"{name} {language} {followed.query}", made)
    except FollowedError as error:
        return _refusal(str(error), _status(error))
    except OutOfTimeError:
        response = _refusal(
            _("The search took too long: try again in a minute."), HTTPStatus.SERVICE_UNAVAILABLE
        )
        response["Retry-After"] = str(MINUTE)
        return response


def _refusal(words: str, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = NOT_KEPT
    return response


def _status(error: FollowedError) -> HTTPStatus:
    is_unknown = isinstance(error, UnknownFollowedError)
    return HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.BAD_REQUEST


def _checked(followed: Followed, language: str, make: Callable[[Followed, str], Made]) -> Made:
    followed.check(language)
    return make(followed, language)


def _calendar(followed: Followed, language: str) -> Made:
    title = followed.title(language)
    happenings = followed.happenings(
        current_ground(),
        language,
        since=calendars.first_moment(timezone.now()),
        most=calendars.MAX_EVENTS,
    )
    body = calendars.calendar(title, addresses_of(followed).calendar, happenings, language)
    return Made(body, calendars.CONTENT_TYPE, f"{slugify(title)}.ics")


def _feed(
    write: Callable[[feeds.Feed], bytes],
    content_type: str,
    followed: Followed,
    language: str,
) -> Made:
    addresses, of_all = addresses_of(followed), name_of_all(language)
    feed = feeds.Feed(
        title=plain(followed.title(language)),
        address=addresses.atom if content_type == feeds.ATOM else addresses.json_feed,
        home=addresses.page,
        language=language,
        author=of_all,
        entries=entries_of(followed.pages(current_ground(), language), of_all),
    )
    return Made(write(feed), content_type)


def _happening(uuid: UUID) -> Made:
    for kind in HAPPENINGS:
        page = MODELS[kind].objects.listed().filter(uuid=uuid).select_related("locale").first()
        if page:
            language = page.locale.language_code
            with override(language):
                address = public_url() + calendar_of_page(uuid)
                body = calendars.calendar(page.title, address, [page], language)
            return Made(body, calendars.CONTENT_TYPE, f"{page.slug}.ics")
    raise Http404


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """How to follow, and the feeds and calendars of each table and of what is chosen."""
    language = readers_language()
    frame = site_context(request, language)
    context: dict[str, Any] = {"tables": tables(frame["regions"])}
    status = HTTPStatus.OK
    try:
        followed = Followed.read(request.GET)
        followed.check(language)
        place = Place(followed, followed.title(language))
        context |= {"place": place, "title": place.title, "addresses": place.addresses}
    except FollowedError as error:
        followed = Followed()
        context["error"], status = str(error), _status(error)
    context["choices"] = Choices.of(followed, language)
    return render(request, "kumppanuus_following/follow.html", frame | context, status=status)
