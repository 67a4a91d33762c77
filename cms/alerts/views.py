"""The pages of alerts. They need no account, no script and no cookie; a GET changes nothing, as
programs that look through mails follow their links."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.alerts import links, subscribing
from cms.alerts.forms import AskForm, FrequencyForm
from cms.alerts.letters import title_of
from cms.alerts.models import Frequency, Subscriber, Subscription
from cms.conf import conf
from cms.following.followed import Followed, FollowedError, UnknownFollowedError
from cms.languages import readers_language
from cms.pages.lists import table_called
from cms.pages.site.context import site_context
from cms.pages.visibility.sites import Ground

View = Callable[..., HttpResponse]
TEMPLATES = "kumppanuus_alerts/"
A_DAY = 24 * 3600


def page_of_alerts(view: View) -> View:
    """Not there while alerts are off. Nobody is signed in and nothing is done by cookies, so that
    no request can be forged in somebody's name: what is done is asked by whoever has the link."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not conf().has_alerts:
            raise Http404
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        # The address itself is a key.
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    methods = require_http_methods(["GET", "HEAD", "POST"])
    return csrf_exempt(sensitive_post_parameters("email")(methods(answer)))


@page_of_alerts
def subscribe(request: HttpRequest) -> HttpResponse:
    """What is followed stands in the query of the address, as cms.following has it."""
    language = readers_language()
    ground = subscribing.asked_ground()
    if ground is None:
        raise Http404
    try:
        followed = Followed.read(request.GET)
        followed.check(language)
    except FollowedError as error:
        is_unknown = isinstance(error, UnknownFollowedError)
        status = HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.BAD_REQUEST
        return _page(request, "unknown", status, error=str(error))
    form = AskForm(request.POST if request.method == "POST" else None)
    status, refusal = HTTPStatus.OK, ""
    if form.is_bound and form.is_valid():
        try:
            _ask(form, ground, language, followed)
        except subscribing.TooOftenError:
            status = HTTPStatus.TOO_MANY_REQUESTS
            refusal = _("Mails have been asked for to this address many times. Try again tomorrow.")
        else:
            return HttpResponseRedirect(reverse("kumppanuus_alerts:asked"))
    context = {"form": form, "title": followed.title(language), "refusal": refusal}
    response = _page(request, "subscribe", status, followed=followed, **context)
    if refusal:
        response["Retry-After"] = str(A_DAY)
    return response


def _ask(form: AskForm, ground: Ground, language: str, followed: Followed) -> None:
    """Raises TooOftenError."""
    if form.is_of_a_program:
        return
    given = form.cleaned_data
    subscribing.ask(given["email"], ground, language, followed, given["frequency"])


@page_of_alerts
def asked(request: HttpRequest) -> HttpResponse:
    """The same for all who ask, whoever is known."""
    return _page(request, "asked")


@page_of_alerts
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    subscription = _subscription(links.CONFIRM, token)
    if subscription is None:
        return _page(request, "too_late", HTTPStatus.NOT_FOUND)
    if request.method == "POST" and not subscribing.confirm(subscription.uuid):
        return _page(request, "too_late", HTTPStatus.NOT_FOUND)
    return _page(
        request,
        "confirm",
        subscription=subscription,
        title=title_of(subscription),
        is_done=request.method == "POST",
        settings_url=_settings_path(subscription.subscriber),
    )


@page_of_alerts
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Of one subscription. Mail programs POST here when somebody stops it in them (RFC 8058)."""
    uuid = _named(links.STOP, token)
    subscription = Subscription.objects.filter(pk=uuid).first()
    if request.method == "POST":
        subscribing.stop(uuid)
    is_done = request.method == "POST" or subscription is None
    title = title_of(subscription) if subscription else ""
    return _page(request, "stop", title=title, is_done=is_done)


@page_of_alerts
def settings(request: HttpRequest, token: str) -> HttpResponse:
    """All that one address follows on this Site: the address itself is not told."""
    uuid = _named(links.SETTINGS, token)
    done = _change(request, uuid) if request.method == "POST" else ""
    subscriber = Subscriber.objects.filter(
        pk=uuid, site=getattr(subscribing.asked_ground(), "key", "")
    ).first()
    confirmed = Subscription.objects.filter(subscriber=subscriber, confirmed_at__isnull=False)
    rows = [(each, title_of(each)) for each in confirmed.order_by("asked_at")] if subscriber else []
    return _page(
        request,
        "settings",
        subscriber=subscriber,
        rows=rows,
        done=done,
        frequencies=Frequency.choices,
    )


def _change(request: HttpRequest, subscriber: UUID) -> str:
    """What was done, in a sentence."""
    match request.POST.get("do"):
        case "stop_all":
            subscribing.stop_all(subscriber)
            return _("No alerts come any more. Your address has been deleted.")
        case "renew":
            for known in Subscriber.objects.filter(pk=subscriber, expires_at__isnull=False):
                known.renew()
            return _("Alerts come for another year.")
        case "stop" | "change" as what:
            return _change_one(request, subscriber, what)
    return ""


def _change_one(request: HttpRequest, subscriber: UUID, what: str) -> str:
    own = Subscription.objects.filter(subscriber=subscriber, confirmed_at__isnull=False)
    by_key = {str(each.uuid): each for each in own}
    subscription = by_key.get(request.POST.get("subscription", ""))
    if subscription is None:
        return ""
    if what == "stop":
        subscribing.stop(subscription.uuid)
        return _("Alerts of this come no more.")
    form = FrequencyForm(request.POST)
    if not form.is_valid():
        return ""
    subscribing.change(subscription.uuid, form.cleaned_data["frequency"])
    return _("Changed.")


def _named(what: str, token: str) -> UUID:
    uuid = links.read_token(what, token)
    if uuid is None:
        raise Http404
    return uuid


def _subscription(what: str, token: str) -> Subscription | None:
    known = Subscription.objects.select_related("subscriber")
    uuid = links.read_token(what, token)
    return known.filter(pk=uuid).first() if uuid else None


def _settings_path(subscriber: Subscriber) -> str:
    token = links.token_for(links.SETTINGS, subscriber.uuid)
    return reverse("kumppanuus_alerts:settings", args=[token])


def _page(
    request: HttpRequest,
    template: str,
    status: int = HTTPStatus.OK,
    followed: Followed | None = None,
    **context: Any,
) -> HttpResponse:
    language = readers_language()
    frame = site_context(request, language)
    if followed and len(followed.regions) == 1:
        region = table_called(followed.regions[0], language)
        frame |= {"region": region, "theme": (region and region.theme) or frame["theme"]}
    return render(request, f"{TEMPLATES}{template}.html", frame | context, status=status)
