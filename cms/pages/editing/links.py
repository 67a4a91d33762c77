"""Links inside rich text, as the editor of a page gets them."""

from typing import Any

from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import Page

from cms.pages.visibility.editors import may_reader_know
from cms.pages.visibility.links import key_of

NOTHING = 0
"""Key of no page: by it a link stays one to a page of the site, though a broken one."""


class EditedPageLinks(PageLinkElementHandler):
    """A key that can be none breaks no editor, and the address of a page of which the editor may
    not know, which has the words of its title, is not given."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        key = int(key_of(attrs) or NOTHING)
        page = Page.objects.filter(pk=key).first()
        if page is None or not may_reader_know(page):
            return {"id": key, "url": None, "parentId": None}
        known: dict[str, Any] = super().get_attribute_data(attrs)
        return known


def edit_broken_links(features: Any) -> None:
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["from_database_format"]['a[linktype="page"]'] = EditedPageLinks("LINK")
