from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "kumppanuus_cms"

    def ready(self) -> None:
        from wagtail.admin.paginator import WagtailPaginator

        WagtailPaginator.items_count_label = property(_count_of)


def _count_of(paginator: Any) -> str:
    """Stands under lists in place of the number with the model's name, which Finnish inflects."""
    return _("%(count)d in all") % {"count": paginator.count}
