from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup, UnpublishView

from cms.snippets.models import Organisation, Topic


class KeptUnpublishView(UnpublishView):
    """To hide an entry is to take it from every region's pages: for those who may delete it."""

    permission_required = "delete"


class TopicViewSet(SnippetViewSet):
    model = Topic
    unpublish_view_class = KeptUnpublishView
    icon = "tag"
    list_display = ["name", "slug", LiveStatusTagColumn()]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    unpublish_view_class = KeptUnpublishView
    icon = "group"
    list_display = ["name", "kind", LiveStatusTagColumn()]
    list_filter = ["kind"]


class RegisterViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, OrganisationViewSet)
    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 300


register_snippet(RegisterViewSetGroup)
