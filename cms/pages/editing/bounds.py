"""Bounds of the numbers and days that editors type: what is beyond them some databases refuse, some
do not count with, and GraphQL, whose integers have 32 bits, does not give."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200
YEAR_OF_A_TABLE = [MinValueValidator(2000), MaxValueValidator(LAST_YEAR)]
SMALL_NUMBER = [MaxValueValidator(9_999)]


def validate_year(day: date) -> None:
    """Of a day or a moment."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Give a day from the year %(first)d to the year %(last)d."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )
