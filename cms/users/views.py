from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.http import HttpResponse
from wagtail.admin.views import account
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from cms.users import devices
from cms.users.forms import NameEmailForm, PasswordChangeForm, UserCreationForm, UserEditForm
from cms.users.turns import InTurn


class GreetingLoginView(InTurn, DjangoLoginView):
    """By which people sign in, wherever they do."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        devices.greet(self.request, response, form.get_user())
        return response


class LoginView(GreetingLoginView, account.LoginView):
    pass


class PageLoginView(GreetingLoginView):
    """Before a page that only those may see who are signed in."""

    template_name = "wagtailcore/login.html"


class NameEmailPanel(account.NameEmailSettingsPanel):
    form_class = NameEmailForm


class PasswordPanel(account.ChangePasswordPanel):
    form_class = PasswordChangeForm


OUR_PANELS = {
    account.NameEmailSettingsPanel: NameEmailPanel,
    account.ChangePasswordPanel: PasswordPanel,
}
"""In place of Wagtail's, which has no setting for them."""


class AccountView(InTurn, account.AccountView):
    def get_panels(self) -> list[account.BaseSettingsPanel]:
        return [
            ours(panel.request, panel.user, panel.profile)
            if (ours := OUR_PANELS.get(type(panel)))
            else panel
            for panel in super().get_panels()
        ]


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update: bool = False) -> Any:
        return UserEditForm if for_update else UserCreationForm
