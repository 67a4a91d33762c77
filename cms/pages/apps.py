from django.apps import AppConfig
from django.core.checks import register


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"

    def ready(self) -> None:
        from cms.pages import signals
        from cms.pages.checks import check_search_kinds

        signals.connect()
        register(check_search_kinds)
