"""What every page type shares: a permanent UUID, one rule of what is public, its place in a region,
what the search finds of it, and the one way by which it is saved."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import singledispatch
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager

from cms.conf import conf
from cms.identity import PermanentUUID
from cms.pages.editing.forms import ContentPageForm
from cms.pages.editing.permissions import ContentPagePermissionTester
from cms.pages.editing.personal_data import (
    Contact,
    contacts_in,
    log_confirmed,
    not_yet_confirmed,
    personal_data_errors,
)
from cms.pages.editing.previews import open_on_main_site
from cms.pages.models.records.public_state import PublicState, page_saved
from cms.pages.models.site_identity import SiteIdentity
from cms.pages.visibility.addresses import path_on_site, site_roots
from cms.pages.visibility.editors import Editor, may_reader_explore, may_reader_know
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.sites import public_url
from cms.privacy.texts import Children
from search.declarations import Part

MAIN_SITE = "main-site"
"""Name of the preview that the city's main site shows."""


@singledispatch
def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the template of a page shows besides the page itself, which `cms.pages.site` registers
    at the start."""
    return {}


class ContentPage(PermanentUUID, Page):
    """Base of every page type."""

    search_kind: ClassVar[str | None]
    """Code under which the search finds pages of this type, None where it does not; each page type
    says which (checked at start-up)."""

    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, related_name="kumppanuus_%(class)s"
    )
    """Named for itself: a site that has a HomePage of its own reads `page.homepage` of it."""

    confirmed: tuple[Sequence[Contact], Any] = ((), None)
    """Contacts that somebody wants to be published with the revision about to be saved, and who."""

    alias_of: Any
    objects: ClassVar[Any] = PageManager.from_queryset(ContentPageQuerySet)()
    base_form_class = ContentPageForm
    exclude_fields_in_copy: ClassVar[list[str]] = ["uuid"]

    class Meta:
        abstract = True

    # --- publishing -------------------------------------------------------------------------

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        """What forbids publishing this page but not saving its draft; each error may name a field
        (`ValidationError({"field": …})`)."""
        return ()

    def saving_errors(self, children: Children) -> Iterable[ValidationError]:
        """What forbids saving even a draft, because something would be lost for good."""
        return ()

    def obstacles(self, children: Children) -> Iterable[ValidationError]:
        """All that forbids publishing: what the page's type says, and personal identity codes."""
        yield from self.publishing_errors(children)
        yield from personal_data_errors(self, children)

    def contacts_to_ask_about(self, children: Children, place: Page) -> list[Contact]:
        """Contacts in the page that are not the organisation's own and that nobody has confirmed;
        `place` is a page where it stands, or will stand."""
        contacts = contacts_in(self, children, SiteIdentity.for_site(place.get_site()))
        return not_yet_confirmed(self, contacts)

    def own_children(self, name: str) -> Sequence[Any]:
        return list(getattr(self, name).all())

    def check_may_publish(self) -> None:
        errors = list(self.obstacles(self.own_children))
        if errors:
            raise ValidationError([message for error in errors for message in error.messages])

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        revision = super().save_revision(*args, **kwargs)
        contacts, user = self.confirmed
        if contacts:
            log_confirmed(self, contacts, user, revision)
            self.confirmed = ((), None)
        return revision

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:
            super().save(clean=clean, **kwargs)
            return
        self._follow_the_original()
        before = PublicState.of(self.pk)
        try:
            if clean and self.live:
                self.check_may_publish()
            super().save(clean=clean, **kwargs)
        except ValidationError as error:
            raise ValidationError(self._explain(error)) from error
        page_saved.send(sender=type(self), instance=self, before=before)

    def _follow_the_original(self) -> None:
        """An alias of an alias becomes one of the original, so that whoever restricts that hides
        all its aliases, which `published()` looks for one step away."""
        if self.alias_of and self.alias_of.alias_of:
            self.alias_of = self.alias_of.alias_of

    def update_aliases(self, **kwargs: object) -> None:
        # Wagtail publishes the aliases of a page that is only scheduled, long before its time.
        if self.live:
            super().update_aliases(**kwargs)

    def _explain(self, error: ValidationError) -> list[str]:
        """The messages with the names of page and field, for those who meet them elsewhere than in
        the page's form: in bulk actions, reviews and the worker's log."""
        names = {field.name: str(field.verbose_name) for field in self._meta.fields}
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return [
            ": ".join(filter(None, [self.title, names.get(field, ""), message]))
            for field, messages in by_field.items()
            for message in messages
        ]

    # --- place ------------------------------------------------------------------------------

    @cached_property
    def region(self) -> Any:
        """The RegionPage that this page is or stands under; None for city-wide pages."""
        regions: Any = apps.get_model("kumppanuus_pages.RegionPage")
        return self if isinstance(self, regions) else regions.objects.ancestor_of(self).last()

    @property
    def site_path(self) -> str:
        """Address relative to the site, such as `/pohjoinen/kokoukset/`; empty when unroutable."""
        return path_on_site(self.url_path, site_roots())

    @property
    def absolute_url(self) -> str:
        """Address that never starts with a request's Host."""
        return public_url(self) + self.site_path

    # --- search -----------------------------------------------------------------------------

    def search_text(self) -> str:
        """The page's own text without markup; paragraphs parted by newlines."""
        return ""

    def search_parts(self) -> Sequence[Part]:
        return ()

    def search_ending(self) -> str:
        """What is also looked through, but is not what the page begins with."""
        return ""

    def search_date(self) -> date | None:
        return None

    def search_regions(self) -> Sequence[str]:
        return [self.region.slug] if self.region else []

    def search_terms(self) -> Sequence[str]:
        """Names by which it is also found, such as a decision reference; its type's is added."""
        return ()

    # --- site -------------------------------------------------------------------------------

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        own: list[tuple[str, Any]] = [] if conf().HEADLESS else super().preview_modes
        # A page that has not been saved yet has no draft that the main site could read.
        return [*own, (MAIN_SITE, _("On the main site"))] if self._is_on_main_site else own

    previewed_revision: int | None = None
    """Of which a preview is asked; None where it is of what is being written."""

    @property
    def _is_on_main_site(self) -> bool:
        return bool(conf().HEADLESS_PREVIEW_URL and self.pk)

    def make_preview_request(
        self, original_request: HttpRequest | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if original_request and (match := original_request.resolver_match):
            self.previewed_revision = match.kwargs.get("revision_id")
        response: HttpResponse = super().make_preview_request(original_request, *args, **kwargs)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == MAIN_SITE and self._is_on_main_site:
            return open_on_main_site(self, request.user, self.previewed_revision)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def get_admin_display_title(self) -> str:
        """Nothing of a draft is told to those who edit elsewhere, whatever list names the page."""
        if may_reader_explore(self):
            return str(super().get_admin_display_title())
        return self.title if may_reader_know(self) else gettext("(hidden page)")

    def permissions_for_user(self, user: Editor) -> ContentPagePermissionTester:
        return ContentPagePermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # Wagtail serves a live page under an unpublished or expired one; nobody should see it.
        # View restrictions were asked for before this, by Wagtail's own hook.
        if conf().HEADLESS or not type(self).objects.running().filter(pk=self.pk).exists():
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        vars(response)["may_be_kept"] = True  # unlike a form that asks for the page's password
        return response

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | page_context(self, request)
