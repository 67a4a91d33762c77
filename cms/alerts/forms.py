from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.alerts import sealing
from cms.alerts.models import Frequency


class AskForm(forms.Form):
    """Where alerts go, and how often."""

    error_css_class = "kp-wrong"

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address, such as name@example.org."),
            "invalid": _("This is no e-mail address: write it such as name@example.org."),
        },
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Frequency.choices,
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how often."),
            "invalid_choice": _("Choose how often."),
        },
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    """Nobody sees it; programs that fill in whatever they find do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "email" in self.errors:
            self.fields["email"].widget.attrs["autofocus"] = True

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        try:
            return sealing.normal(address)
        except UnicodeError:
            raise ValidationError(self.fields["email"].error_messages["invalid"]) from None

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(choices=Frequency.choices)
