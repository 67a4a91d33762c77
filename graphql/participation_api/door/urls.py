from django.urls import path

from participation_api.door.views import graphql

urlpatterns = [path("", graphql, name="graphql")]
