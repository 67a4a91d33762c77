from typing import Any

from wagtail.test.utils.form_data import querydict_from_html


def account_form(client: Any, **values: str) -> dict[str, str]:
    """The form of one's own account as it is shown, with these in it of name and address."""
    shown = querydict_from_html(client.get("/admin/account/").text).dict()
    return shown | {f"name_email-{name}": value for name, value in values.items()}
