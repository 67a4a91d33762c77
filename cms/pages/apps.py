from django.apps import AppConfig
from django.core.checks import Tags, register


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "kumppanuus_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.pages import furnishing
        from cms.pages.checks import (
            check_accessibility_statements,
            check_installation,
            check_search_kinds,
            check_settings,
        )
        from cms.pages.publishing import jobs, signals, versions
        from cms.pages.publishing.gate import guard_publishing
        from cms.pages.publishing.shapes import all_shapes
        from cms.pages.publishing.transactions import make_actions_atomic
        from cms.pages.site import context
        from search import indexing

        indexing.provide_shapes(all_shapes)
        guard_publishing()
        make_actions_atomic()
        signals.connect()
        furnishing.connect()
        versions.connect()
        jobs.register_jobs()
        context.connect()
        for check in (
            check_search_kinds,
            check_settings,
            check_installation,
        ):
            register(check)
        register(check_accessibility_statements, Tags.security, deploy=True)
