"""The deed that takes a text out of a page and out of every version of it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.pages.editing.permissions import Editor
from cms.pages.models.base import ContentPage
from cms.pages.models.ours import our_pages
from cms.pages.publishing.removing import IN_ITS_PLACE, remove_for_good

NAME = "remove-for-good"


class RemovingForm(forms.Form):
    text = forms.CharField(
        label=_("Text to be removed"),
        min_length=4,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "As it stands on the page. It is taken out of what is public, of every version, of"
            " comments, of the log and of the search, and cannot be brought back. Attached files"
            " are not changed: replace or delete them first."
        ),
    )


class RemovingView(WagtailAdminTemplateMixin, FormView):
    form_class = RemovingForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Remove from the version history too")
    header_icon = "bin"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(our_pages(), pk=kwargs["page_id"])
        self.page: ContentPage = page.specific
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "action_url": self.request.path,
            "submit_button_label": _("Remove for good"),
            "submit_button_active_label": _("Removing…"),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        count = remove_for_good(self.page, form.cleaned_data["text"], self.request.user)
        told = ngettext(
            "The text is removed from %(count)d version and from what is public, where it stood."
            " In its place stands %(sign)s.",
            "The text is removed from %(count)d versions and from what is public, where it stood."
            " In its place stands %(sign)s.",
            count,
        )
        messages.success(self.request, told % {"count": count, "sign": IN_ITS_PLACE})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def removing_urls() -> list[URLPattern]:
    return [path("pages/<int:page_id>/remove-for-good/", RemovingView.as_view(), name=NAME)]


def removing_button(page: Page, user: Editor, view_name: str, **kwargs: object) -> Iterator[Button]:
    is_ours = issubclass(page.specific_class or Page, ContentPage)
    if is_ours and page.specific.permissions_for_user(user).can_publish():
        yield Button(
            _("Remove from the version history too"),
            reverse(NAME, args=[page.pk]),
            icon_name="bin",
            priority=66,
        )
