"""Addresses of what is followed, in each language; they stand among those of the site."""

from django.urls import path

from cms.following import views
from cms.pages.publishing.keeping import kept_always

urlpatterns = [
    path("seuraa/", kept_always(views.follow), name="follow"),
    path("seuraa/kalenteri.ics", views.calendar, name="calendar"),
    path("seuraa/atom.xml", views.atom, name="atom"),
    path("seuraa/feed.json", views.json_feed, name="json-feed"),
    path("seuraa/haku/kalenteri.ics", views.calendar, name="searched-calendar"),
    path("seuraa/haku/atom.xml", views.atom, name="searched-atom"),
    path("seuraa/haku/feed.json", views.json_feed, name="searched-json-feed"),
    path("seuraa/<uuid:uuid>.ics", views.happening, name="happening"),
]
