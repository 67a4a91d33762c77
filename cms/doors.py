"""What programs and other sites ask, the same in every language: GraphQL, brands, the element."""

from django.urls import include, path

from themes.views import embed_script

app_name = "kumppanuus_doors"
urlpatterns = [
    path("graphql/", include("participation_api.door.urls")),
    path("themes/", include("themes.urls")),
    path("embed/v1.js", embed_script, name="embed-script"),
]
