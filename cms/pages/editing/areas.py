"""Borders of regions, as programs for maps write them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

MAX_POSITION = (180, 90, 10_000)
"""Degrees of longitude and latitude, and metres of height where there are any."""
NO_AREA = _(
    "Give the area as a GeoJSON Polygon or MultiPolygon whose longitudes are from -180 to 180 and"
    " latitudes from -90 to 90, or leave it empty."
)


def validate_area(value: object) -> None:
    """An area is a GeoJSON Polygon or MultiPolygon in WGS 84 (RFC 7946), or a Feature of one."""
    match _geometry_of(value):
        case {"type": "Polygon", "coordinates": rings} if _holds_positions(rings, levels=2):
            return
        case {"type": "MultiPolygon", "coordinates": areas} if _holds_positions(areas, levels=3):
            return
    raise ValidationError(NO_AREA)


class AreaField(forms.JSONField):
    """Keeps the borders alone of what is sent, whatever else it tells."""

    default_error_messages = {"invalid": NO_AREA}

    def to_python(self, value: object) -> Any:
        try:
            geometry = _geometry_of(super().to_python(value))
        except (ValueError, RecursionError) as error:  # of too long a number or too deep a list
            raise ValidationError(self.error_messages["invalid"]) from error
        match geometry:
            case {"type": kind, "coordinates": coordinates}:
                return {"type": kind, "coordinates": coordinates}
        return geometry

    def bound_data(self, data: Any, initial: object) -> object:
        # Shown again as it was sent: not all that JSON can say can be written into a page.
        return initial if self.disabled else InvalidJSONInput(data)


def _geometry_of(value: object) -> object:
    return (isinstance(value, dict) and value.get("geometry")) or value


def _holds_positions(value: object, levels: int) -> bool:
    """Whether these are lists of lists of positions, so many levels deep."""
    if not isinstance(value, list) or not value:
        return False
    if levels:
        return all(_holds_positions(part, levels - 1) for part in value)
    return len(value) in (2, 3) and all(
        type(number) in (int, float) and abs(number) <= most
        for number, most in zip(value, MAX_POSITION, strict=False)
    )
