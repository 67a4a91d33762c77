"""What residents reach in each language besides pages: a site that has languages includes it in
its `i18n_patterns`."""

from django.urls import include, path

from cms.pages.publishing.keeping import kept_always
from cms.pages.site.citywide import LISTS, all_lists, city_list, statements_csv
from cms.pages.site.embedding import fragment
from cms.pages.site.figure_pages import figures_csv, figures_json, figures_of_tables
from cms.pages.site.terms import terms_of_tables
from cms.pages.site.trail_page import trail
from cms.pages.site.views import manifest, plain_language, search, suggestions
from cms.pages.site.year import year_of_tables

ALL = "kaikki/"
"""Under which stands whatever is of all the tables together."""

CITY_WIDE = ("all", *(f"list-{each.name}" for each in LISTS), "trail", "year", "figures", "terms")
"""Names of the pages there."""

app_name = "kumppanuus"
urlpatterns = [
    path("haku/", search, name="search"),
    path("haku/ehdotukset/", suggestions, name="suggestions"),
    path("selkokieli/", kept_always(plain_language), name="plain-language"),
    path("site.webmanifest", manifest, name="manifest"),
    path("", include("cms.following.urls")),
    path("embed/<str:region>/<str:kind>/", fragment, name="embed"),
    path(ALL, kept_always(all_lists), name="all"),
    *(
        path(
            f"{ALL}{each.index.default_slug}/",
            kept_always(city_list),
            {"shown_list": each},
            f"list-{each.name}",
        )
        for each in LISTS
    ),
    path(f"{ALL}lausunnot.csv", kept_always(statements_csv), name="statements-csv"),
    path(f"{ALL}polku/", kept_always(trail), name="trail"),
    path(f"{ALL}vuosi/", kept_always(year_of_tables), name="year"),
    path(f"{ALL}vuosi/<int:year>/", kept_always(year_of_tables), name="year-of"),
    path(f"{ALL}luvut/", kept_always(figures_of_tables), name="figures"),
    path(f"{ALL}luvut.csv", kept_always(figures_csv), name="figures-csv"),
    path(f"{ALL}luvut.json", kept_always(figures_json), name="figures-json"),
    path(f"{ALL}toimikaudet/", kept_always(terms_of_tables), name="terms"),
]
