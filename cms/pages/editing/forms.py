"""Forms of the page editor."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.conf import conf
from cms.editor_scripts import KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE
from cms.pages.editing.permissions import files_in, files_not_for, is_kept_in_place
from cms.pages.editing.personal_data import Contact
from cms.pages.visibility.addresses import is_of_pages, path_on_site, site_roots

MAX_LISTED = 20
"""Contacts that are asked about by name."""
SCHEDULE = ("go_live_at", "expire_at")


class RowError(ValidationError):
    """At a field of an inline child."""

    def __init__(self, row: Model, field: str, message: Any, params: Any = None) -> None:
        super().__init__({field: ValidationError(message, params=params)})
        self.row = row


class ContentPageForm(WagtailAdminPageForm):
    """Saves any draft by which nothing is lost (`saving_errors`); when publishing, also shows what
    forbids it (`publishing_errors`)."""

    publish_anyway = forms.BooleanField(
        required=False,
        label=_("Publish anyway"),
        help_text=_("Tick this when all of these are meant to be public. It is logged who did."),
    )

    class Media:
        js = [KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and is_kept_in_place(type(self.instance), self.for_user):
            self._keep_in_place()
        self.asked: list[Contact] = []
        """What the form asks about before it publishes."""
        self.has_wrong_rows = False
        """Whether an inline child bears an error that the page has found."""
        self.files_before = files_in([self.instance]) if self.is_bound else set()

    def _keep_in_place(self) -> None:
        """Leave alone what hides the page or changes its address or brand, also when the form
        starts from an old version."""
        for name in SCHEDULE:
            self.fields.pop(name, None)
        permitted = self._meta.field_permissions or {}
        kept = [*SCHEDULE, *(name for name in permitted if name not in self.fields)]
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        for name in kept if stored else ():
            setattr(self.instance, name, getattr(stored, name))

    @property
    def region(self) -> Any:
        """The region under which the page stands or is being made; None for the whole city."""
        parent = self.parent_page or self.instance.get_parent()
        return parent.specific.region

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        return "go_live_at" in self.fields

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        find = (
            self.instance.saving_errors if self.is_deferred_validation else self.instance.obstacles
        )
        for error in [
            *self._address_errors(),
            *self._file_errors(),
            *find(self.submitted_children),
        ]:
            self._add(error)
        if not self.is_deferred_validation:
            self._ask_about_contacts()
        return not self.errors and not self.has_wrong_rows

    def _add(self, error: ValidationError) -> None:
        """At its field, or to the whole form where that is not offered."""
        form = self._form_of(getattr(error, "row", None)) or self
        fields = set(getattr(error, "error_dict", ()))
        form.add_error(None, error if fields <= form.fields.keys() else error.messages)
        self.has_wrong_rows = self.has_wrong_rows or form is not self

    def _form_of(self, row: Model | None) -> Any:
        """Of an inline child; None for one that is not in this form."""
        forms = (form for formset in self.formsets.values() for form in formset.forms)
        return next((form for form in forms if form.instance is row), None)

    def _ask_about_contacts(self) -> None:
        self.asked = self.instance.contacts_to_ask_about(
            self.submitted_children, self.parent_page or self.instance
        )
        if self.cleaned_data.get("publish_anyway"):
            self.instance.confirmed = (self.asked, self.for_user)
        elif self.asked:
            self.add_error("publish_anyway", _asking(self.asked))

    def _address_errors(self) -> list[ValidationError]:
        """The site's own addresses, such as that of the search, are not for pages."""
        if self.instance.pk and "slug" not in self.changed_data:
            return []
        parent = self.parent_page or self.instance.get_parent()
        path = path_on_site(f"{parent.url_path}{self.instance.slug}/", site_roots())
        with override(parent.locale.language_code):
            if not path or conf().HEADLESS or is_of_pages(path):
                return []
        message = _("The site itself answers at “%(path)s”: choose another address.")
        return [ValidationError({"slug": ValidationError(message, params={"path": path})})]

    def _file_errors(self) -> list[ValidationError]:
        """Files may be taken from one's own collections and the shared ones; those that others
        have put in the page stay."""
        if self.for_user is None:
            return []
        children = (self.submitted_children(name) for name in self.formsets)
        added = files_in([self.instance, *chain.from_iterable(children)]) - self.files_before
        return [
            ValidationError(
                _("“%(file)s” is not among your files: choose from your own or the shared ones."),
                params={"file": file},
            )
            for file in files_not_for(self.for_user, added)
        ]

    def submitted_children(self, name: str) -> Sequence[Any]:
        """The inline children as they stand in the submitted form, deleted ones left out."""
        formset = self.formsets.get(name)
        if formset is None:
            return list(getattr(self.instance, name).all())
        return [
            form.instance
            for form in formset.forms
            if form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)
        ]


def _asking(contacts: Sequence[Contact]) -> list[str]:
    listed = [str(contact) for contact in contacts[:MAX_LISTED]]
    if len(contacts) > MAX_LISTED:
        listed.append(gettext("and %(count)d more") % {"count": len(contacts) - MAX_LISTED})
    return [
        gettext("These look like somebody's contacts. Are they meant for everybody to read?"),
        *listed,
    ]


class OfferedChoiceField(forms.ModelChoiceField):
    """A choice among rows of the page's own region, each with a text that tells them apart."""

    def __init__(self, queryset: QuerySet[Any], text: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.text = text

    def label_from_instance(self, obj: Model) -> str:
        return self.text(obj)


def offer_in_rows(formset: Any, *bases: type[forms.Form], **fields: object) -> None:
    """Let the rows of an inline formset have these fields in place of their own, and be such forms
    besides."""
    formset.form = type(formset.form)("OfferForm", (*bases, formset.form), fields)


class MultipleChoiceListField(forms.MultipleChoiceField):
    """Several codes of a closed list, kept as a JSON list."""

    widget = forms.CheckboxSelectMultiple
