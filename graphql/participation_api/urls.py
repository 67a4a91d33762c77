from django.urls import path

from participation_api.views import graphql

urlpatterns = [path("", graphql, name="graphql")]
