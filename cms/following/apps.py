from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "cms.following"
    label = "kumppanuus_following"
