from django.apps import AppConfig
from django.core.checks import register


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"

    def ready(self) -> None:
        from cms.pages import jobs, regions, signals, versions
        from cms.pages.checks import check_search_kinds
        from cms.pages.transactions import make_actions_atomic

        make_actions_atomic()
        signals.connect()
        regions.connect()
        versions.connect()
        jobs.register_jobs()
        register(check_search_kinds)
