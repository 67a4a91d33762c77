from typing import Any

from django.apps import AppConfig
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.headers import nonce
from cms.worker import register_job


class CmsConfig(AppConfig):
    name = "cms"
    label = "kumppanuus_cms"

    def ready(self) -> None:
        from wagtail.admin.paginator import WagtailPaginator
        from wagtail.admin.widgets import BaseChooser

        from cms import audit

        WagtailPaginator.items_count_label = property(_count_of)
        BaseChooser.render = _with_its_script
        audit.connect()
        register_job("audit", every=24 * 3600)(audit.forget_old_entries)


def _count_of(paginator: Any) -> str:
    """Stands under lists in place of the number with the model's name, which Finnish inflects."""
    return _("%(count)d in all") % {"count": paginator.count}


def _with_its_script(
    chooser: Any, name: str, value: Any, attrs: dict[str, str], renderer: Any = None
) -> SafeString:
    """As Wagtail's own, but the browser may know the script by its nonce."""
    chosen = chooser.get_value_data(value)
    return format_html(
        '{}<script nonce="{}">{}</script>',
        chooser.render_html(name, chosen, attrs),
        nonce(),
        mark_safe(chooser.render_js_init(attrs["id"], name, chosen)),  # noqa: S308 - as Wagtail
    )
