from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "tests.benchmarks.graphql_speed.stock"
    label = "stock"
    default_auto_field = "django.db.models.BigAutoField"
