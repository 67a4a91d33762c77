from django.db import connection
from django.http import HttpRequest, JsonResponse

from cms.pages.models import ContentVersion
from search import queries


def health(request: HttpRequest) -> JsonResponse:
    """Whether the service answers, with the active search analysis and engine."""
    return JsonResponse(
        {
            "status": "ok",
            "database": connection.vendor,
            "contentVersion": ContentVersion.current(),
            "search": queries.health(),
        },
        headers={"Cache-Control": "no-store"},
    )
