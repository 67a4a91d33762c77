"""What our own project changes in the whole admin."""

from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from cms.editor_scripts import KEEP_DATES_AS_TYPED


@hooks.register("insert_global_admin_js")
def keep_dates_as_typed() -> str:
    return format_html('<script src="{}"></script>', versioned_static(KEEP_DATES_AS_TYPED))
