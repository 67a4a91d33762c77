"""What programs and other sites ask, the same in every language: GraphQL, brands, the element."""

from django.urls import include, path

from cms.pages.site.views import city_brand
from themes.models import CITY
from themes.views import embed_script

app_name = "kumppanuus_doors"
urlpatterns = [
    path("graphql/", include("participation_api.door.urls")),
    path(f"themes/{CITY}.css", city_brand, name="city-brand"),
    path("themes/", include("themes.urls")),
    path("embed/v1.js", embed_script, name="embed-script"),
]
