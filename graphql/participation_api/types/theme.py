"""Brands."""

from dataclasses import fields

import graphene

from participation_api.fields.builders import choice, list_of
from participation_api.fields.enums import Pattern, Typeface
from participation_api.reading.context import Info
from participation_api.reading.projection import reads
from participation_api.reading.public import absolute
from participation_api.types.media import image as image_of
from participation_api.types.page import ModelType
from themes import models
from themes.choices import HEADING_FONTS, TEXT_FONTS
from themes.tokens import Palette, Tokens

_COLOURS = [field.name for field in fields(Palette)]


def _colour(token: str) -> graphene.Field:
    return graphene.String(
        required=True, description=f"The token --kp-color-{token.replace('_', '-')}."
    )


ThemeColours = type(
    "ThemeColours",
    (graphene.ObjectType,),
    {
        "__doc__": "The colours of a theme as #rrggbb (sRGB): those chosen and all derived from"
        " them. onPrimary is text on primary, and so on; every pair that is meant to be used"
        " passes WCAG 2.2 AA.",
        **{field.name: _colour(field.name) for field in fields(Tokens)},
    },
)


class Theme(ModelType):
    """The brand that a table's pages and embeds wear."""

    name = graphene.String(required=True, description="Name of the theme.")
    code = graphene.String(required=True, description="Its name in addresses.")
    colours = graphene.Field(ThemeColours, required=True, description="Colour tokens.")
    typeface = choice(Typeface, "typeface", "Typeface, from a closed list.")
    heading_fonts = list_of(
        graphene.String,
        "Fonts of headings, best first.",
        reads("typeface")(lambda root, info: HEADING_FONTS[root.typeface]),
    )
    text_fonts = list_of(
        graphene.String,
        "Fonts of running text, best first.",
        reads("typeface")(lambda root, info: TEXT_FONTS[root.typeface]),
    )
    pattern = choice(Pattern, "pattern", "Pattern of the masthead.")
    logo = image_of("logo", "Logo, meant for a white ground.")
    css_url = graphene.String(
        required=True,
        description="Absolute address of the tokens as CSS custom properties; changes with them.",
    )
    tokens_url = graphene.String(
        required=True, description="Absolute address of the tokens as W3C Design Tokens (JSON)."
    )

    class Meta:
        model = models.Theme

    @staticmethod
    @reads(*_COLOURS)
    def resolve_colours(root: models.Theme, info: Info) -> Tokens:
        tokens: Tokens = root.tokens
        return tokens

    @staticmethod
    @reads(*_COLOURS, "code", "typeface", "pattern")
    def resolve_css_url(root: models.Theme, info: Info) -> str:
        return absolute(root.css_path)

    @staticmethod
    @reads("code")
    def resolve_tokens_url(root: models.Theme, info: Info) -> str:
        return absolute(root.tokens_path)
