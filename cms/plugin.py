"""What a site adds to its settings to have our pages; in the wheel it is `kumppanuus.APPS`."""

APPS = [
    "cms.media",
    "cms.snippets",
    "cms.pages",
    "cms.following",
    "cms.search_admin",
    "cms.alerts",
    "search",
    "themes",
    "participation_api",
]

NEEDED_APPS = ["wagtail.contrib.settings", "grapple", "graphene_django"]
"""Of others, besides Wagtail's: a site has some of them already, and adds those it lacks."""

MIDDLEWARE = {
    "cms.middleware.SiteMiddleware": "of several cities, each sees the pages of all",
    "participation_api.door.answers.KeptAnswersMiddleware": "no answer of GraphQL is kept",
    "cms.middleware.AdminTransactionMiddleware": "a page may be saved and its search rows not",
}
"""With what is amiss without each. A site adds them as a list does: `*kumppanuus.MIDDLEWARE`."""
