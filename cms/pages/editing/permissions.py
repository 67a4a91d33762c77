"""What the roles may not do although their page permissions would allow it."""

from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PagePermissionTester, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.pages.visibility.editors import Editor


def is_kept_in_place(page_model: type[Page], user: Editor) -> bool:
    """Whether pages of this type belong to the skeleton of the site for this user: front pages,
    region pages and index pages are taken away, hidden and moved by administrators alone."""
    return getattr(page_model, "is_fixture", False) and not user.is_superuser


class ContentPagePermissionTester(PagePermissionTester):
    """Keeps the skeleton in place: its pages are edited and published, but neither removed,
    hidden, moved, put in another order, copied nor translated."""

    def __init__(self, user: Editor, page: Page) -> None:
        super().__init__(user, page)
        self.is_kept = is_kept_in_place(page.specific_class, user)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.is_kept and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self.is_kept and super().can_unpublish()

    def can_move(self) -> bool:
        return not self.is_kept and super().can_move()

    def can_reorder_children(self) -> bool:
        children = self.page.specific_class.allowed_subpage_models()
        holds_skeleton = any(is_kept_in_place(model, self.user) for model in children)
        return not holds_skeleton and super().can_reorder_children()

    def can_copy(self) -> bool:
        return not self.is_kept and super().can_copy()

    def can_translate(self) -> bool:
        return not self.is_kept and self.can_edit()

    def can_set_view_restrictions(self) -> bool:
        return not self.is_kept and super().can_set_view_restrictions()


def files_in(objects: Iterable[Model]) -> set[tuple[type[Model], str]]:
    """The images and documents that pages or inline children refer to: model and key of each."""
    models = {
        ContentType.objects.get_for_model(model).pk: model
        for model in (get_image_model(), get_document_model())
    }
    return {
        (models[content_type], key)
        for thing in objects
        for content_type, key, *_paths in ReferenceIndex._extract_references_from_object(thing)
        if content_type in models
    }


def files_not_for(user: Editor, files: Collection[tuple[type[Model], str]]) -> list[Model]:
    """Those of the files that stand in a collection from which the user may not choose."""
    refused: list[Model] = []
    for model in {model for model, _key in files}:
        allowed = policy_registry.get_by_type(model).instances_user_has_permission_for(
            user, "choose"
        )
        keys = [key for kind, key in files if kind is model]
        refused += model._default_manager.filter(pk__in=keys).exclude(pk__in=allowed.values("pk"))
    return refused
