"""The form of an entry of a register."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms.editor_scripts import KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE


class RegisterForm(WagtailAdminModelForm):
    class Media:
        js = [KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE]
