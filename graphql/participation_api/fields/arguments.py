"""Arguments that GraphQL's own types cannot check."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from graphql import GraphQLError

from cms.pages.editing.bounds import FIRST_YEAR, LAST_YEAR

MAX_ROWS = 100
DEFAULT_ROWS = 20
"""Of a connection where `first` is left out."""
ROWS_OF_A_LIST = 5
"""Of one that is no connection, where `first` is left out or there is none, such as the items of a
meeting."""
_MAX_OFFSET = 10**9
_EARLIEST, _LATEST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def row_count(first: int | None, default: int) -> int:
    """How many rows `first` asks for.

    Raises GraphQLError when it is negative or more than 100."""
    if first is None:
        return default
    if not 0 <= first <= MAX_ROWS:
        raise GraphQLError(f'Argument "first" must be from 0 to {MAX_ROWS}; it is {first}.')
    return first


def cursor(place: int) -> str:
    """An opaque name of the row at a place, counted from 0."""
    return urlsafe_b64encode(f"row:{place}".encode()).decode()


def place_after(after: str | None) -> int:
    """Place of the row that follows the one named by a cursor.

    Raises GraphQLError for what is no cursor."""
    if after is None:
        return 0
    try:
        place = int(urlsafe_b64decode(after.encode()).decode().removeprefix("row:"))
    except ValueError:
        place = -1
    if not 0 <= place < _MAX_OFFSET or cursor(place) != after:
        raise GraphQLError('Argument "after" must be a cursor that an earlier answer gave.')
    return place + 1


def checked_year(year: int) -> int:
    """Raises GraphQLError for a year in which nothing can be."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise GraphQLError(
            f'Argument "year" must be from {FIRST_YEAR} to {LAST_YEAR}; it is {year}.'
        )
    return year


def start_of(day: date, days_later: int = 0) -> datetime:
    """When a day, or the one so many days later, begins in local time. Days far from ours are as
    good as the first or the last one that counts."""
    day = min(max(day, _EARLIEST), _LATEST) + timedelta(days=days_later)
    return timezone.make_aware(datetime.combine(day, time.min))


def checked_uuid(name: str, value: str) -> UUID:
    """Raises GraphQLError for an argument that is no UUID."""
    try:
        return UUID(value)
    except ValueError as error:
        raise GraphQLError(f'Argument "{name}" must be a UUID.') from error


def checked_text(name: str, value: str) -> str:
    """Raises GraphQLError for a text that not every database takes."""
    if "\0" in value:
        raise GraphQLError(f'Argument "{name}" must be without the character U+0000.')
    return value
