"""Unapplying our first migrations takes tables away: they refuse while content stands in them, as
a page without its table breaks the admin, and files would be left of which nobody knows."""

from django.apps.registry import Apps
from django.core.management.base import CommandError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.translation import gettext as _


def refuse_while_pages_exist(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Raises CommandError."""
    pages = apps.get_model("wagtailcore", "Page").objects.using(schema_editor.connection.alias)
    ours = pages.filter(content_type__app_label="kumppanuus_pages")
    if first := ours.order_by("path").first():
        raise CommandError(
            _(
                "%(count)s pages of the tables exist, the topmost “%(title)s”. Delete them in the"
                " admin first, with their translations. Nothing was changed."
            )
            % {"count": ours.count(), "title": first.title}
        )


def refuse_while_files_exist(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Raises CommandError."""
    alias = schema_editor.connection.alias
    counts = {
        setting: apps.get_model("kumppanuus_media", model).objects.using(alias).count()
        for setting, model in (
            ("WAGTAILIMAGES_IMAGE_MODEL", "Image"),
            ("WAGTAILDOCS_DOCUMENT_MODEL", "Document"),
        )
    }
    for setting, count in counts.items():
        if count:
            raise CommandError(
                _(
                    "%(count)s files of the whole site stand in the table that %(setting)s names."
                    " Keep kumppanuus_media, or delete them in the admin first. Nothing was"
                    " changed."
                )
                % {"count": count, "setting": setting}
            )
