from django.apps import AppConfig
from django.core.checks import register


class AlertsConfig(AppConfig):
    name = "cms.alerts"
    label = "kumppanuus_alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.alerts.checks import check_alerts
        from cms.alerts.jobs import register_jobs

        register(check_alerts)
        register_jobs()
