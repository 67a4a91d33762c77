"""What the roles may not do although their page permissions would allow it."""

from typing import Any

from wagtail.models import PagePermissionTester


class ContentPagePermissionTester(PagePermissionTester):
    """Keeps the skeleton of a region (its page and its index pages) in place for everyone but
    administrators: they edit and publish these, but neither remove, hide, move nor copy them."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.is_fixture = bool(getattr(page.specific_class, "is_fixture", False))

    def _is_kept_in_place(self) -> bool:
        return self.is_fixture and not self.user.is_superuser

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self._is_kept_in_place() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self._is_kept_in_place() and super().can_unpublish()

    def can_move(self) -> bool:
        return not self._is_kept_in_place() and super().can_move()

    def can_copy(self) -> bool:
        return not self._is_kept_in_place() and super().can_copy()

    def can_set_view_restrictions(self) -> bool:
        return not self._is_kept_in_place() and super().can_set_view_restrictions()
