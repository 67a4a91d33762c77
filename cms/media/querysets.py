from typing import Any, Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import ImageQuerySet as WagtailImageQuerySet
from wagtail.models import CollectionViewRestriction


def _in_restricted_collection() -> Exists:
    """A restriction on the file's collection or on one above it."""
    path_of_file = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    return Exists(
        CollectionViewRestriction.objects.annotate(path_of_file=path_of_file).filter(
            path_of_file__startswith=F("collection__path")
        )
    )


class PublicCollectionMixin:
    filter: Any

    def in_public_collections(self) -> Self:
        """Those whose collection, and every one above it, is open to all."""
        return self.filter(~_in_restricted_collection())


class DocumentQuerySet(PublicCollectionMixin, WagtailDocumentQuerySet):
    pass


class ImageQuerySet(PublicCollectionMixin, WagtailImageQuerySet):
    pass
