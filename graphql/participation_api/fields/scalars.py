"""Scalars of our own."""

from datetime import datetime
from typing import Any

import graphene
from django.utils import timezone


class DateTime(graphene.DateTime):
    """A moment as ISO 8601 in local time with its offset: 2026-03-29T09:00:00+03:00."""

    @staticmethod
    def serialize(moment: datetime) -> str:
        return moment.astimezone(timezone.get_default_timezone()).isoformat()


class GeoJSON(graphene.Scalar):
    """A GeoJSON object (RFC 7946), in WGS 84."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value
