from django.apps import AppConfig


class SearchAdminConfig(AppConfig):
    name = "cms.search_admin"
    label = "kumppanuus_search_admin"
