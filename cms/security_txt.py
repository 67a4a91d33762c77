"""Where to tell of a hole in the site, as RFC 9116 has it."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.languages import content_languages
from cms.pages.models import SiteIdentity
from cms.pages.visibility.sites import public_url

GOOD_FOR = timedelta(days=180)
"""The standard wants less than a year."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    contact = settings.SECURITY_CONTACT or _contact_of_the_site(request)
    if not contact:
        raise Http404
    expires = (timezone.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(content_languages())}",
        f"Canonical: {public_url()}{reverse('security-txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _contact_of_the_site(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    email = SiteIdentity.for_site(site).email if site else ""
    return f"mailto:{email}" if email else ""
