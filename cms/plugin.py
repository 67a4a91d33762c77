"""What a site adds to its settings to have our pages; in the wheel it is `kumppanuus.APPS`."""

APPS = [
    "cms.media",
    "cms.snippets",
    "cms.pages",
    "cms.search_admin",
    "search",
    "themes",
    "participation_api",
]

MIDDLEWARE = [
    "participation_api.door.answers.KeptAnswersMiddleware",
    "cms.middleware.AdminTransactionMiddleware",
]
