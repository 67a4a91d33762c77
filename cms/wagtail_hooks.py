"""What our own project changes in the whole admin."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.log_actions import LogFormatter

from cms.audit import EXPORTED, SIGNED_IN, SIGNED_OUT
from cms.editor_scripts import KEEP_DATES_AS_TYPED


@hooks.register("insert_global_admin_js")
def keep_dates_as_typed() -> str:
    return format_html('<script src="{}"></script>', versioned_static(KEEP_DATES_AS_TYPED))


@hooks.register("register_log_actions")
def name_what_the_audit_logs(actions: Any) -> None:
    actions.register_action(SIGNED_IN, gettext_lazy("Sign in"), gettext_lazy("Signed in"))
    actions.register_action(SIGNED_OUT, gettext_lazy("Sign out"), gettext_lazy("Signed out"))

    @actions.register_action(EXPORTED)
    class Exported(LogFormatter):
        label = gettext_lazy("Export")

        def format_message(self, entry: Any) -> str:
            return _("Exported %(address)s as %(format)s") % entry.data
