from dataclasses import fields
from difflib import get_close_matches
from importlib.util import find_spec

from django.core.checks import CheckMessage, Error

from search.engines.elasticsearch.connection import Connection, given


def check_elasticsearch(**kwargs: object) -> list[CheckMessage]:
    """What the site says of Elasticsearch is known to us, and its client is there."""
    known = [field.name for field in fields(Connection)]
    errors: list[CheckMessage] = [
        Error(
            f"KUMPPANUUS: ELASTICSEARCH has no setting {name}.",
            hint=f"Did you mean {nearest[0]}?" if nearest else f"Known are {', '.join(known)}.",
            id="kumppanuus_search.E001",
        )
        for name in given()
        if name not in known
        for nearest in [get_close_matches(name.lower(), known, n=1)]
    ]
    if given().get("urls") and not find_spec("elasticsearch"):
        errors.append(
            Error(
                "KUMPPANUUS: ELASTICSEARCH names a server, but its client is not installed.",
                hint="pip install kumppanuus[elasticsearch]",
                id="kumppanuus_search.E002",
            )
        )
    return errors
