"""As the documentation of wagtail-grapple has it. Names and roots are such as ours have, too."""

from django.db import models
from grapple.helpers import register_query_field
from grapple.models import GraphQLPage, GraphQLString
from wagtail.models import Page


@register_query_field("newsPage", "news")
class NewsPage(Page):
    lead = models.CharField(max_length=250)
    related = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    graphql_fields = [GraphQLString("lead"), GraphQLPage("related")]

    class Meta:
        verbose_name = "article"
