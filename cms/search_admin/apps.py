from django.apps import AppConfig


class SearchAdminConfig(AppConfig):
    name = "cms.search_admin"
    label = "search_admin"
