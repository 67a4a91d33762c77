"""The form of an entry of a register."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms.editor_scripts import KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE


class RegisterForm(WagtailAdminModelForm):
    class Media:
        js = [KEEP_DATES_AS_TYPED, SEND_AFTER_AUTOSAVE]

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        for error in () if self.is_deferred_validation else self.instance.obstacles():
            self.add_error(None, error)
        return not self.errors
