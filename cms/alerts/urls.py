"""The pages of alerts in each language: a site that has languages includes them in its
`i18n_patterns`."""

from django.urls import path

from cms.alerts import views
from cms.alerts.bounces import webhook

app_name = "kumppanuus_alerts"
urlpatterns = [
    path("ilmoitukset/", views.subscribe, name="subscribe"),
    path("ilmoitukset/pyydetty/", views.asked, name="asked"),
    path("ilmoitukset/palautuneet/", webhook, name="bounces"),
    path("ilmoitukset/vahvista/<str:token>/", views.confirm, name="confirm"),
    path("ilmoitukset/lopeta/<str:token>/", views.stop, name="stop"),
    path("ilmoitukset/asetukset/<str:token>/", views.settings, name="settings"),
]
