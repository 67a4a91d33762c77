"""What residents reach in each language besides pages: a site that has languages includes it in
its `i18n_patterns`."""

from django.urls import include, path

from cms.pages.site.embedding import fragment
from cms.pages.site.views import search, suggestions

app_name = "kumppanuus"
urlpatterns = [
    path("haku/", search, name="search"),
    path("haku/ehdotukset/", suggestions, name="suggestions"),
    path("", include("cms.following.urls")),
    path("embed/<str:region>/<str:kind>/", fragment, name="embed"),
]
