"""Drafts on the city's main site: a token lets it read the draft of one page for a while, as long
as the user to whom it was given may edit that page."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpResponse, HttpResponseRedirect
from wagtail.models import Page

from cms.conf import conf
from cms.pages.visibility.editors import Editor


class PreviewError(Exception):
    """Why a token gives nothing."""


def preview_token(page: Page, user: Editor, revision: int | None = None) -> str:
    """Of the primary key of a revision, or of the latest whenever the draft is read."""
    return _signer().sign_object([page.pk, user.pk, revision])


def previewed(token: str) -> Page:
    """The page as the token's revision has it.

    Raises PreviewError."""
    lifetime = timedelta(minutes=conf().PREVIEW_TOKEN_MINUTES)
    try:
        page_key, user_key, revision_key = _signer().unsign_object(token, max_age=lifetime)
    except SignatureExpired as error:
        raise PreviewError("has expired: open the preview again in the editor.") from error
    except BadSignature as error:
        raise PreviewError("must be one that a preview was opened with.") from error
    page = Page.objects.filter(pk=page_key).first()
    user = get_user_model().objects.filter(pk=user_key).first()
    if not page or not user or not _may_preview(user, page.specific):
        raise PreviewError("is for a page that its user may no longer edit.")
    if revision_key and (revision := page.revisions.filter(pk=revision_key).first()):
        return revision.as_object()
    return page.get_latest_revision_as_object()


def open_on_main_site(page: Page, user: Editor, revision: int | None = None) -> HttpResponse:
    address: str = conf().HEADLESS_PREVIEW_URL
    mark = "&" if "?" in address else "?"
    response = HttpResponseRedirect(
        f"{address}{mark}{urlencode({'token': preview_token(page, user, revision)})}"
    )
    response["Cache-Control"] = "no-store"
    return response


def _may_preview(user: Editor, page: Page) -> bool:
    """As Wagtail decides who may see a draft."""
    rights = page.permissions_for_user(user)
    return user.has_perm("wagtailadmin.access_admin") and (
        rights.can_edit() or rights.can_publish()
    )


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=__name__)
