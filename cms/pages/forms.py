"""Forms of the page editor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class ContentPageForm(WagtailAdminPageForm):
    """Saves any draft; when publishing, also shows what forbids it (`publishing_errors`)."""

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        if not valid or self.is_deferred_validation:
            return valid
        for error in self.instance.publishing_errors(self.submitted_children):
            self.add_error(None, error)
        return not self.errors

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


class MultipleChoiceListField(forms.MultipleChoiceField):
    """Several codes of a closed list, kept as a JSON list."""

    widget = forms.CheckboxSelectMultiple
