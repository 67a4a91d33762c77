"""Keeps from editors what they may not know of, where Wagtail asks only whether they use the admin:
its choosers, bulk actions and API name pages and files whosever they are."""

from collections.abc import Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.pages.models.ours import our_pages, page_content_types
from cms.pages.visibility.editors import Editor, is_known_to
from cms.pages.visibility.querysets import ContentPageQuerySet

USE_FILES = ["add", "change", "delete", "choose"]


def unknown_to(user: Editor) -> list[int]:
    """Keys of the pages of ours of which somebody may not know. (A list, as searches take no
    subqueries.)"""
    if user.is_superuser:
        return []
    explorable = PagePermissionPolicy(Page).explorable_instances(user)
    public = ContentPageQuerySet(Page).published()
    hidden = our_pages().exclude(pk__in=public.values("pk")).exclude(pk__in=explorable.values("pk"))
    return list(hidden.order_by().values_list("pk", flat=True))


def without_unknown_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.exclude(pk__in=unknown_to(request.user))


def known_files(user: Editor, files: Any) -> Any:
    """Those of a queryset with which somebody may do something."""
    policy = policy_registry.get_by_type(files.model)
    allowed = policy.instances_user_has_any_permission_for(user, USE_FILES)
    return files.filter(pk__in=allowed.values("pk"))


# --- bulk actions -------------------------------------------------------------------------------


def hide_in_bulk_actions() -> None:
    """They name what somebody may not change, and break at what can be no key."""
    actionable = BulkAction.get_actionable_objects
    queryset = BulkAction.get_queryset.__func__

    @wraps(actionable)
    def get_actionable_objects(self: Any) -> tuple[list[Any], dict[str, Any]]:
        objects, others = actionable(self)
        refused = _known(self.request.user, others["items_with_no_access"])
        return objects, others | {"items_with_no_access": refused}

    @wraps(queryset)
    def get_queryset(cls: Any, model: type[Model], object_ids: Iterable[Any]) -> Any:
        return queryset(cls, model, [key for key in object_ids if _may_be_key(model, key)])

    BulkAction.get_actionable_objects = get_actionable_objects
    BulkAction.get_queryset = classmethod(get_queryset)


def _known(user: Editor, things: list[Any]) -> list[Any]:
    """Pages each of its own class, which knows what to be called by whom."""
    known = [thing for thing in things if _is_known(user, thing)]
    return [thing.specific_deferred if isinstance(thing, Page) else thing for thing in known]


def _is_known(user: Editor, thing: Any) -> bool:
    if isinstance(thing, (get_image_model(), get_document_model())):
        policy = policy_registry.get(thing)
        return bool(policy.user_has_any_permission_for_instance(user, USE_FILES, thing))
    if isinstance(thing, Page) and thing.content_type_id in page_content_types():
        return is_known_to(user, thing)
    return True


def _may_be_key(model: type[Model], key: Any) -> bool:
    try:
        model._meta.pk.clean(key, None)
    except ValidationError:
        return False
    return True


# --- choosers and the API -----------------------------------------------------------------------


def hide_in_choosers() -> None:
    """One that is told what was chosen names whatever it is asked for."""
    get_any = ChosenMultipleView.get

    @wraps(get_any)
    def get(self: Any, request: HttpRequest) -> HttpResponse:
        asked = [key for key in request.GET.getlist("id") if _may_be_key(Page, key)]
        pages = without_unknown_pages(Page.objects.filter(pk__in=asked, depth__gt=1), request)
        known = {"id": list(pages.values_list("pk", flat=True))}
        request.GET = QueryDict(urlencode(known, doseq=True))
        response: HttpResponse = get_any(self, request)
        return response

    ChosenMultipleView.get = get


class KnownImages(ImagesAdminAPIViewSet):
    def get_queryset(self) -> Any:
        return known_files(self.request.user, super().get_queryset())


class KnownDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> Any:
        return known_files(self.request.user, super().get_queryset())
