"""What every type that shows a model has, and the interface of all pages."""

from datetime import datetime
from typing import Any

import graphene
from graphene.types.resolver import attr_resolver
from graphene_django import DjangoObjectType
from graphene_django.registry import Registry

from cms.identity import PermanentUUID
from cms.pages.models.base import ContentPage
from participation_api.fields.builders import optional_text
from participation_api.fields.enums import Language
from participation_api.fields.scalars import DateTime
from participation_api.reading.context import Info
from participation_api.reading.projection import columns, reads
from participation_api.reading.public import absolute
from participation_api.reading.regions import region_of

ID = "Permanent identifier, a UUID: stays when the thing is edited, moved or published again."


_REGISTRY = Registry()
"""Of our own: in graphene-django's, relations of a host's types would lead to ours by themselves,
past the rule of what is public."""


class ModelType(DjangoObjectType):
    """Base of the types of models. A column is in the schema only when a field says so."""

    id = graphene.ID(required=True, description=ID)

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        super().__init_subclass_with_meta__(
            fields=(), default_resolver=attr_resolver, registry=_REGISTRY, **options
        )

    @classmethod
    def is_type_of(cls, root: object, info: Info) -> bool:
        return isinstance(root, cls._meta.model)

    @staticmethod
    @reads("uuid")
    def resolve_id(root: PermanentUUID, info: Info) -> str:
        return str(root.uuid)


class Page(graphene.Interface):
    """A published page."""

    id = graphene.ID(required=True, description=ID)
    title = graphene.String(required=True, description="Title of the page.")
    url = graphene.String(required=True, description="Absolute address on the public site.")
    path = graphene.String(
        required=True, description="Address relative to the public site: /pohjoinen/kokoukset/"
    )
    language = graphene.Field(Language, required=True, description="Language of the page.")
    published_at = DateTime(description="When the page was first published.")
    updated_at = DateTime(description="When the page was last published.")
    search_description = optional_text(
        "search_description", "Description for search engines, where one was written."
    )

    @classmethod
    def resolve_type(cls, page: ContentPage, info: Info) -> type[ModelType] | None:
        return _REGISTRY.get_type_for_model(type(page))

    @staticmethod
    @reads("url_path")
    def resolve_url(root: ContentPage, info: Info) -> str:
        return absolute(info.context.path_of(root))

    @staticmethod
    @reads("url_path")
    def resolve_path(root: ContentPage, info: Info) -> str:
        path: str = info.context.path_of(root)
        return path

    @staticmethod
    @reads("locale__pk", "locale__language_code")
    def resolve_language(root: ContentPage, info: Info) -> str:
        is_read = "locale" in root._state.fields_cache
        language: str = (
            root.locale.language_code if is_read else info.context.languages[root.locale_id]
        )
        return language

    @staticmethod
    @reads("first_published_at")
    def resolve_published_at(root: ContentPage, info: Info) -> datetime | None:
        return root.first_published_at

    @staticmethod
    @reads("last_published_at")
    def resolve_updated_at(root: ContentPage, info: Info) -> datetime | None:
        return root.last_published_at


def plain_summary_field() -> graphene.Field:
    return optional_text("plain_summary", "The same in plain language (selkokieli).")


def region_field() -> graphene.Field:
    return graphene.Field(
        "participation_api.types.region.RegionPage",
        description="The table whose page this is; null for city-wide pages.",
        resolver=reads("path")(lambda root, info: region_of(info.context, root, columns(info))),
    )
