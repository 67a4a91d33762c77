"""A theme: the brand that a partnership table's pages and embeds wear."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from themes import formats
from themes.choices import Pattern, Typeface
from themes.tokens import Failure, Palette, Tokens, derive, failures

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CITY = "city"
"""Code of the brand that comes with us, worn where none is chosen. No row has it: under it every
site gives what its city-wide pages wear."""

is_hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z",
    _("Give the colour as # and six digits or letters a–f, such as #0b4f8a."),
)


is_free_code = RegexValidator(
    rf"^{CITY}\Z", _("This code is taken: choose another."), inverse_match=True
)


def _colour(
    verbose_name: "StrOrPromise", default: str, help_text: "StrOrPromise"
) -> "models.CharField[str, str]":
    return models.CharField(
        verbose_name,
        max_length=7,
        default=default,
        validators=[is_hex_colour],
        help_text=help_text,
    )


class ThemeQuerySet(models.QuerySet["Theme"]):
    def with_code(self, code: str) -> "Theme":
        """The theme with a code; the one that comes with us is never saved.

        Raises Theme.DoesNotExist for a code that no theme has."""
        if code == CITY:
            return Theme(code=CITY, name="Kumppanuus")
        return self.select_related("logo").get(code=code)


class Theme(models.Model):
    """Colours, typeface, pattern and logo; all else that a page needs is derived from them. A new
    theme starts from the brand that comes with us."""

    uuid = models.UUIDField(_("permanent identifier"), default=uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("Shown where a theme is chosen.")
    )
    code = models.SlugField(
        _("code"),
        max_length=50,
        unique=True,
        validators=[is_free_code],
        help_text=_("Part of the theme's address, such as pohjoinen."),
    )
    primary = _colour(
        _("primary colour"),
        "#1f3345",
        _("Masthead, headings, links and buttons. Must be readable on background and surface."),
    )
    secondary = _colour(
        _("secondary colour"), "#4a6b82", _("Footer, bars and marks on background and surface.")
    )
    accent = _colour(
        _("accent colour"), "#ffc94d", _("Dates and small marks. Must stand out from primary.")
    )
    background = _colour(_("background colour"), "#ffffff", _("The page behind the text."))
    surface = _colour(
        _("surface colour"), "#f2f5f7", _("Cards and side columns, close to the background.")
    )
    typeface = models.CharField(
        _("typeface"), max_length=20, choices=Typeface.choices, default=Typeface.SYSTEM
    )
    pattern = models.CharField(
        _("pattern"),
        max_length=20,
        choices=Pattern.choices,
        default=Pattern.NONE,
        help_text=_("Drawn on the masthead in a shade of the primary colour."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown on a white ground in the masthead."),
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        try:
            for colour in self._colours():
                is_hex_colour(colour)
        except ValidationError:
            return  # the field itself tells
        errors = {failure.pair.colour: self._explain(failure) for failure in failures(self.palette)}
        if errors:
            raise ValidationError(errors)

    def _colours(self) -> tuple[str, ...]:
        return (self.primary, self.secondary, self.accent, self.background, self.surface)

    def _explain(self, failure: Failure) -> str:
        names = {field.name: field.verbose_name for field in self._meta.fields}
        names["text"] = _("text colour of the background")
        return _(
            "The contrast of %(colour)s %(value)s on %(on)s %(on_value)s is %(contrast)s"
            " and must be at least %(needed)s. The nearest shade that passes is %(offered)s."
        ) % {
            "colour": names[failure.pair.colour],
            "value": failure.colour,
            "on": names[failure.pair.on],
            "on_value": failure.on,
            # Which cuts and does not round: 4.499 must not be told as 4.50.
            "contrast": number_format(failure.contrast, 2),
            "needed": number_format(failure.pair.ratio, 1),
            "offered": failure.offered,
        }

    def users(self) -> list[models.Model]:
        """What wears this theme, of any model that refers to it."""
        return [
            user
            for relation in self._meta.get_fields(include_hidden=True)
            if isinstance(relation, models.ManyToOneRel)
            for user in relation.related_model._base_manager.filter(**{relation.field.name: self})
        ]

    @property
    def palette(self) -> Palette:
        return Palette(*(colour.lower() for colour in self._colours()))

    @property
    def tokens(self) -> Tokens:
        return derive(self.palette)

    @property
    def css(self) -> str:
        """The tokens as CSS custom properties."""
        return formats.css(self.code, self.tokens, self.typeface, self.pattern)

    @property
    def css_hash(self) -> str:
        return formats.content_hash(self.css)

    @property
    def css_path(self) -> str:
        """Address of the custom properties; a change of the theme changes it."""
        return reverse("kumppanuus_doors:themes:css", args=(self.code, self.css_hash))

    @property
    def tokens_path(self) -> str:
        """Address of the Design Tokens file."""
        return reverse("kumppanuus_doors:themes:tokens", args=(self.code,))
