"""The words of mails: plain and HTML, in the brand of the table, in the language of who follows.

What they tell is asked for when they are sent, and kept only as long as neither the content nor
the clock has changed what is public: thousands get the same, and only the links differ."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.models import Site

from cms.alerts import links, sealing
from cms.alerts.models import Frequency, Message, Subscription
from cms.alerts.news import ground_with, news_of
from cms.conf import conf
from cms.following.followed import Followed, FollowedError
from cms.following.naming import plain
from cms.pages.lists import table_called
from cms.pages.models import ContentVersion, HomePage, SiteIdentity
from cms.pages.publishing.freshness import next_change
from cms.pages.visibility.sites import Ground, asked_of, public_url
from themes.models import CITY, Theme

TEMPLATES = "kumppanuus_alerts/mail/"
STOP_HERE, SETTINGS_HERE, CONFIRM_HERE = "%STOP%", "%SETTINGS%", "%CONFIRM%"
"""Where the links of one subscriber go."""
MAX_TOLD = 30
"""Pages of one mail; of further ones it tells the number."""


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    html: str
    sender_name: str
    list_id: str


@dataclass(frozen=True)
class Letter:
    mail: EmailMultiAlternatives
    content_version: int
    """As of which it tells nothing hidden."""


class Letters:
    """The letters of one turn of a worker."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Words | None] = {}
        self._version = -1
        self._until = datetime.min.replace(tzinfo=UTC)

    def write(self, message: Message) -> Letter | None:
        """None where there is nothing (any more) that may be told."""
        ground = ground_with(message.subscriber.site)
        if ground is None:
            return None
        with asked_of(ground), translation.override(message.language):
            version = self._look_at_the_clock()
            words = self._words(message, ground)
            return Letter(_mail(message, words), version) if words else None

    def _look_at_the_clock(self) -> int:
        version, now = ContentVersion.current(), timezone.now()
        if version != self._version or now >= self._until:
            self._known.clear()
            self._version, self._until = version, next_change(now)
        return version

    def _words(self, message: Message, ground: Ground) -> Words | None:
        subscription = message.subscription
        if subscription is None:
            return _renewal(message, ground)
        if message.kind == Message.Kind.CONFIRM:
            return _confirmation(subscription, ground)
        key = (
            ground.key,
            subscription.language,
            subscription.query,
            message.after_version,
            message.until_version,
        )
        if key not in self._known:
            self._known[key] = _news(subscription, message, ground)
        return self._known[key]


def _news(subscription: Subscription, message: Message, ground: Ground) -> Words | None:
    """Raises OutOfTimeError."""
    followed, language = subscription.followed, subscription.language
    news = news_of(followed, ground, language, message.after_version, message.until_version)
    if not news:
        return None
    before = datetime.fromtimestamp(message.after_version / 1_000_000, UTC)
    pages = [page for page, _ in news.values()]
    told = [{"page": page, "is_new": _is_new(page, before)} for page in pages[:MAX_TOLD]]
    title = followed.title(language)
    return _rendered(
        "news",
        ground,
        language,
        followed,
        heading=title,
        subject=pages[0].title if len(pages) == 1 else title,
        told=told,
        further=len(pages) - len(told),
    )


def _is_new(page: Any, before: datetime) -> bool:
    return page.first_published_at is None or page.first_published_at > before


def _confirmation(subscription: Subscription, ground: Ground) -> Words | None:
    followed, language = subscription.followed, subscription.language
    # Words that anybody may have typed are not sent to whoever's address they gave.
    title = replace(followed, words="").title(language)
    return _rendered(
        "confirm",
        ground,
        language,
        followed,
        what=title,
        is_search=followed.is_search,
        frequency=Frequency(subscription.frequency).label,
        is_confirmed=subscription.confirmed_at is not None,
    )


def _renewal(message: Message, ground: Ground) -> Words | None:
    subscriber = message.subscriber
    if subscriber.expires_at is None:
        return None
    subscriptions = subscriber.subscriptions.exclude(confirmed_at=None).order_by("asked_at")
    titles = [one for each in subscriptions if (one := title_of(each))]
    return _rendered(
        "renew", ground, message.language, Followed(), titles=titles, until=subscriber.expires_at
    )


def title_of(subscription: Subscription) -> str:
    """What is followed, on the Site that is asked; empty where it can no longer be read."""
    with suppress(FollowedError):
        return subscription.followed.title(subscription.language)
    return ""


def _rendered(
    kind: str, ground: Ground, language: str, followed: Followed, **context: Any
) -> Words:
    site = Site.objects.filter(pk=ground.key).first()
    home = HomePage.objects.listed().in_language(language).first()
    identity = SiteIdentity.for_site(site)
    name = (home and home.title) or identity.organisation or str(site or "")
    context |= {
        "language": language,
        "theme": _theme(followed, identity, language),
        "site_name": name,
        "organisation": (home and home.organisation) or identity.organisation,
        "front_url": home.absolute_url if home else public_url(),
        "stop_url": STOP_HERE,
        "settings_url": SETTINGS_HERE,
        "confirm_url": CONFIRM_HERE,
    }
    html = render_to_string(f"{TEMPLATES}{kind}.html", context)
    text = render_to_string(f"{TEMPLATES}{kind}.txt", context)
    subject = render_to_string(f"{TEMPLATES}{kind}_subject.txt", context)
    return Words(
        subject=" ".join(plain(subject).split()),
        text=text,
        html=html,
        sender_name=" ".join(plain(name).split()),
        list_id=_list_id(followed, ground),
    )


def _theme(followed: Followed, identity: SiteIdentity, language: str) -> Theme:
    """That of the table which alone is followed, else the city's."""
    if len(followed.regions) == 1:
        region = table_called(followed.regions[0], language)
        if region and region.theme:
            return region.theme
    return identity.theme or Theme.objects.with_code(CITY)


def _list_id(followed: Followed, ground: Ground) -> str:
    """The same for all who follow the same, and without words that somebody may have typed."""
    name = sha256(followed.query.encode()).hexdigest()[:16]
    return f"<{name}.alerts.{_host(ground)}>"


def _host(ground: Ground) -> str:
    return urlsplit(ground.public_url).hostname or "localhost"


def _mail(message: Message, words: Words) -> EmailMultiAlternatives:
    """Called while the Site is asked. Raises cryptography.fernet.InvalidToken."""
    subscription = message.subscription
    settings_url = links.settings_url(message.subscriber, message.language)
    stop_url = links.stop_url(subscription) if subscription else settings_url
    placed: list[tuple[str, Callable[[], str]]] = [
        (STOP_HERE, lambda: stop_url),
        (SETTINGS_HERE, lambda: settings_url),
        (CONFIRM_HERE, lambda: links.confirm_url(subscription) if subscription else ""),
    ]
    text, html = words.text, words.html
    for mark, link in placed:
        if mark in text:
            text, html = text.replace(mark, link()), html.replace(mark, link())
    host = urlsplit(public_url()).hostname or "localhost"
    headers = {
        "Message-ID": f"<{message.uuid.hex}@{host}>",
        "Date": format_datetime(timezone.localtime()),
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
    }
    if message.kind == Message.Kind.NEWS:
        headers |= {
            "List-Id": words.list_id,
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    mail = EmailMultiAlternatives(
        words.subject,
        text,
        formataddr((words.sender_name, conf().ALERT_SENDER)),
        [sealing.unseal(message.subscriber.sealed_address)],
        headers=headers,
    )
    mail.attach_alternative(html, "text/html")
    return mail
