"""Where *Give feedback* leads from a page."""

from urllib.parse import quote, urlencode, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext

from cms.pages.models import LinkKind, SiteIdentity
from cms.pages.models.base import ContentPage
from cms.pages.visibility.sites import public_url


def feedback_url(
    identity: SiteIdentity, request: HttpRequest, page: ContentPage | None = None
) -> str:
    """The table's own channel, else the site's form, else its e-mail address; each is told of which
    page. Empty where there is none of them."""
    of_page = page.absolute_url if page else public_url() + request.path
    region = page.region if page else None
    links = region.links.all() if region else ()
    own = next((link.url for link in links if link.kind == LinkKind.FEEDBACK), "")
    if form := own or identity.feedback_url:
        before = "&" if urlsplit(form).query else "?"
        address, hash_sign, place = form.partition("#")
        return f"{address}{before}{urlencode({'page': of_page})}{hash_sign}{place}"
    if identity.email:
        subject = gettext("Feedback: %(address)s") % {"address": of_page}
        return f"mailto:{identity.email}?subject={quote(subject)}"
    return ""
