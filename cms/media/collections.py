"""Which files their collections leave open to all, whatever model a site has for them."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction


def in_public_collections(files: Any) -> Any:
    """Those of a queryset whose collection, and every one above it, is open to all."""
    path_of_file = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restricted = CollectionViewRestriction.objects.annotate(path_of_file=path_of_file).filter(
        path_of_file__startswith=F("collection__path")
    )
    return files.filter(~Exists(restricted))
