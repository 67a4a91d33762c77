from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.account import NameEmailForm as WagtailNameEmailForm
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordChangeForm as WagtailPasswordChangeForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from cms.users.mail import tell
from cms.users.models import User
from cms.users.pauses import seconds_left

MAX_RESET_LETTERS = 3
RESET_LETTERS_WITHIN = 60 * 60
"""Seconds."""


class LoginForm(WagtailLoginForm):
    """Wagtail's, which takes the label of the password from the field's English name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label

    def get_invalid_login_error(self) -> forms.ValidationError:
        seconds = seconds_left(self.request, self.cleaned_data.get("username", ""))
        if not seconds:
            return super().get_invalid_login_error()
        minutes = -(-seconds // 60)
        return forms.ValidationError(
            ngettext(
                "Too many wrong passwords. Try again in %(minutes)d minute.",
                "Too many wrong passwords. Try again in %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes},
            code="paused",
        )


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends each address few letters, and tells nobody when it sends none: who asks must not learn
    who has an account."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        email = self.cleaned_data["email"].lower()
        key = f"reset-letters-{salted_hmac('cms.users.forms', email).hexdigest()}"
        cache.add(key, 0, RESET_LETTERS_WITHIN)
        try:
            letters = cache.incr(key) or 0
        except ValueError:
            letters = 0
        if letters <= MAX_RESET_LETTERS:
            super().save(*args, **kwargs)


class HashesAhead(forms.ModelForm):
    """A form that gives a user a password hashes it while it is checked, before any transaction."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors and (password := self.cleaned_data["password1"]):
            self.instance.hash_ahead(password)


class PasswordChangeForm(WagtailPasswordChangeForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            self.user.hash_ahead(cleaned["new_password1"])
        return cleaned


class TellsOldAddress(forms.ModelForm):
    """Who has lost an address learns it there: the new one may be a stranger's."""

    def save(self, commit: bool = True) -> User:
        old = self.initial.get("email")
        user: User = super().save(commit)
        if old and "email" in self.changed_data:
            transaction.on_commit(lambda: tell(user, old, "email_changed", {}))
        return user


class NameEmailForm(TellsOldAddress, WagtailNameEmailForm):
    """A new address wants the password: with it, who finds a browser signed in could take the
    account over."""

    current_password = forms.CharField(
        label=_("Current password"),
        help_text=_("Needed only to change the email address."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" not in self.fields or not self.instance.has_usable_password():
            del self.fields["current_password"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        password = cleaned.get("current_password")
        is_asked = "current_password" in self.fields and "email" in self.changed_data
        if is_asked and not self.instance.check_password(password):
            # Beside the address, which the user is thereby not given even in memory.
            message = _("Give your current password to change the email address.")
            self.add_error("email", forms.ValidationError(message, code="password"))
        return cleaned


class UserCreationForm(HashesAhead, WagtailUserCreationForm):
    pass


class UserEditForm(TellsOldAddress, HashesAhead, WagtailUserEditForm):
    """In it people change others; their own address they change where the password is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kwargs.get("editing_self"):
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("You can change it in your account.")
