"""The same content as wagtail-grapple's documentation would have it modelled, simpler than ours:
what we derive or hide is a plain column here."""

from django.db import models
from grapple.helpers import register_query_field
from grapple.models import GraphQLFloat, GraphQLInt, GraphQLString
from wagtail.models import Page


@register_query_field("region", "regions")
class RegionPage(Page):
    brand_name = models.CharField(max_length=100, blank=True)
    primary = models.CharField(max_length=7, blank=True)
    secondary = models.CharField(max_length=7, blank=True)

    graphql_fields = [
        GraphQLString("brand_name"),
        GraphQLString("primary"),
        GraphQLString("secondary"),
    ]


class Happening(Page):
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=250, blank=True)
    online_url = models.URLField(blank=True)

    happening_fields = [
        GraphQLString("kind"),
        GraphQLString("state"),
        GraphQLString("starts_at"),
        GraphQLString("ends_at"),
        GraphQLString("place"),
        GraphQLString("online_url"),
    ]

    class Meta:
        abstract = True


@register_query_field("event", "events")
class EventPage(Happening):
    organiser_role = models.CharField(max_length=20)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    audiences = models.CharField(max_length=200, blank=True)
    accessibility = models.TextField(blank=True)
    registration_url = models.URLField(blank=True)
    participants = models.PositiveIntegerField(null=True)

    graphql_fields = [
        *Happening.happening_fields,
        GraphQLString("organiser_role"),
        GraphQLFloat("latitude"),
        GraphQLFloat("longitude"),
        GraphQLString("lead"),
        GraphQLString("audiences"),
        GraphQLString("accessibility"),
        GraphQLString("registration_url"),
        GraphQLInt("participants"),
    ]


@register_query_field("newsPost", "newsPosts")
class NewsPage(Page):
    date = models.DateField(db_index=True)
    lead = models.TextField()
    body = models.TextField(blank=True)

    graphql_fields = [GraphQLString("date"), GraphQLString("lead")]


@register_query_field("statement", "statements")
class StatementPage(Page):
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, blank=True)
    given_on = models.DateField(null=True, db_index=True)
    due_on = models.DateField(null=True)
    summary = models.TextField(blank=True)
    plain_summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    graphql_fields = [
        GraphQLString("kind"),
        GraphQLString("status"),
        GraphQLString("outcome"),
        GraphQLString("given_on"),
        GraphQLString("due_on"),
        GraphQLString("summary"),
        GraphQLString("plain_summary"),
    ]


@register_query_field("meeting", "meetings")
class MeetingPage(Happening):
    stage = models.CharField(max_length=20)
    introduction = models.TextField(blank=True)

    graphql_fields = [*Happening.happening_fields, GraphQLString("stage")]
