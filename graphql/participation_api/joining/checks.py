"""What a site that serves wagtail-grapple must have set."""

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error

_JOINING = __name__.rpartition(".")[0]
MIDDLEWARE = f"{_JOINING}.keeping_out.OursStayOut"
OUR_SCHEMA = f"{_JOINING.rpartition('.')[0]}.schema.schema"


def check_grapple(**kwargs: object) -> list[CheckMessage]:
    if not apps.is_installed("grapple"):
        return []
    graphene = getattr(settings, "GRAPHENE", {})
    found: list[CheckMessage] = []
    listed = sorted(
        label
        for label in getattr(settings, "GRAPPLE", {}).get("APPS", ())
        if label.startswith("kumppanuus_")
    )
    if listed:
        found.append(
            Error(
                f"wagtail-grapple makes types of our own models: {', '.join(listed)}.",
                hint="They would give drafts and primary keys. Take these out of"
                ' GRAPPLE["APPS"]: our types join the schema by themselves, under "kumppanuus".',
                id="kumppanuus_participation_api.E001",
            )
        )
    serves_another = graphene.get("SCHEMA") not in (None, OUR_SCHEMA)
    if serves_another and MIDDLEWARE not in graphene.get("MIDDLEWARE", ()):
        found.append(
            Error(
                "wagtail-grapple's own fields would give our pages, hidden ones among them.",
                hint=f'Add "{MIDDLEWARE}" to GRAPHENE["MIDDLEWARE"].',
                id="kumppanuus_participation_api.E002",
            )
        )
    return found
