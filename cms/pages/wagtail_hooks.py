"""What the pages change in Wagtail: links, files, translating, lists."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.pages.admin.choosing import narrow_filters, without_other_cities
from cms.pages.admin.exports import neutralise_formulas
from cms.pages.admin.hiding import (
    KnownDocuments,
    KnownImages,
    hide_in_bulk_actions,
    hide_in_choosers,
    without_unknown_pages,
)
from cms.pages.admin.listings import ParticipationLists
from cms.pages.admin.personal_data import menu_item, report_urls
from cms.pages.admin.removing import removing_button, removing_urls
from cms.pages.admin.tags import hide_in_filters
from cms.pages.editing.links import edit_broken_links
from cms.pages.editing.permissions import ContentPagePermissionTester
from cms.pages.editing.personal_data import PUBLISHED_ANYWAY
from cms.pages.publishing.recording import record_pages_referring_to
from cms.pages.publishing.removing import REMOVED
from cms.pages.site.documents import is_withheld_from
from cms.pages.visibility.links import KeyedDocumentLinks, KeyedPageLinks


@hooks.register("register_rich_text_features", order=1)
def bear_links_without_keys(features: Any) -> None:
    # After Wagtail's own handlers of the same link types, which these replace.
    features.register_link_type(KeyedPageLinks)
    features.register_link_type(KeyedDocumentLinks)
    edit_broken_links(features)


@hooks.register("before_serve_document", order=-1)
def serve_only_what_published_pages_refer_to(
    document: AbstractDocument, request: HttpRequest
) -> None:
    """Others than its editors get a document only while a published page refers to it and its
    collection is public."""
    if not is_withheld_from(request, document):
        return
    policy = policy_registry.get_by_type(type(document))
    if not policy.user_has_permission_for_instance(request.user, "change", document):
        raise Http404


@hooks.register("after_bulk_action")
def record_files_put_into_a_collection(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    # Wagtail moves them by an update, of which no signal tells.
    if action_type == "add_to_collection" and objects:
        record_pages_referring_to(type(objects[0]), [file.pk for file in objects])


@hooks.register("register_log_actions")
def name_what_is_logged(actions: Any) -> None:
    @actions.register_action(PUBLISHED_ANYWAY)
    class PublishedAnyway(LogFormatter):
        label = gettext_lazy("Publish with contacts")

        def format_message(self, entry: Any) -> str:
            return _("Published with contacts: %(places)s") % {
                "places": "; ".join(entry.data.get("places", ()))
            }

    actions.register_action(
        REMOVED,
        gettext_lazy("Remove from the version history"),
        gettext_lazy("A text was removed from the page and its versions"),
    )


class TranslateView(SubmitPageTranslationView):
    def get_object(self) -> Page:
        page: Page = super().get_object()
        if self.is_refused(page):
            raise PermissionDenied
        return page

    def is_refused(self, page: Page) -> bool:
        """By our rule, which of a page of others says nothing."""
        rights = page.specific.permissions_for_user(self.request.user)
        return isinstance(rights, ContentPagePermissionTester) and not rights.can_translate()

    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()
        parent = self.object.get_parent().specific
        languages = form.fields["locales"]
        languages.validators = [partial(_refuse_languages, languages.widget.disabled_values)]
        if languages.help_text and self.is_refused(parent):
            # In place of a link to where the user would be refused.
            languages.help_text = _(
                "A page is translated after the one above it: ask an administrator to translate"
                " “%(page)s”."
            ) % {"page": parent.get_admin_display_title()}
        return form


def _refuse_languages(refused: Iterable[int], asked: Iterable[Any]) -> None:
    """Those that Wagtail's form shows, but lets nobody tick."""
    if {str(key) for key in refused} & {str(key) for key in asked}:
        raise ValidationError(
            _("Translate the page above first: it is not in all of the languages chosen here.")
        )


@hooks.register("register_admin_urls", order=-1)
def ask_who_may_translate() -> list[URLPattern]:
    # Stands before Wagtail's own view at the same address, which asks only who may edit.
    if not apps.is_installed("wagtail.contrib.simple_translation"):
        return []
    return [path("translation/submit/page/<int:page_id>/", TranslateView.as_view())]


@hooks.register("register_admin_urls")
def show_public_personal_data() -> list[URLPattern]:
    return [*report_urls(), *removing_urls()]


hooks.register("register_page_header_buttons", removing_button)
hooks.register("register_reports_menu_item", menu_item)
narrow_filters()
neutralise_formulas()
hide_in_bulk_actions()
hide_in_choosers()
hide_in_filters()
hooks.register("construct_page_chooser_queryset", without_other_cities)
hooks.register("construct_page_chooser_queryset", without_unknown_pages)


@hooks.register("construct_admin_api", order=1)
def tell_of_known_files(router: WagtailAPIRouter) -> None:
    # After Wagtail's own, which these replace.
    router.register_endpoint("images", KnownImages)
    router.register_endpoint("documents", KnownDocuments)


@hooks.register("register_admin_viewset")
def list_pages_by_type() -> ParticipationLists:
    return ParticipationLists()
