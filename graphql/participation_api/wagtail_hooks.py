from typing import Any

from wagtail import hooks


@hooks.register("register_schema_query")
def join_grapple(query_mixins: list[Any]) -> None:
    """Called where a site serves wagtail-grapple, when its schema is made."""
    from grapple.registry import registry

    from participation_api.joining.asking import JoinedQuery, implementing

    query_mixins.append(JoinedQuery)
    # Grapple tells the schema of all its types. Those of blocks it looks up by class and puts into
    # no union: by a name they only stand there.
    registry.streamfield_blocks.update(implementing())
